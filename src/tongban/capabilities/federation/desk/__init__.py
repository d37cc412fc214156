"""接入系统 on the desk: systems that sign people in here, and departments' own logins."""
