"""Accounts elsewhere that sign a person in here: social security, housing fund, payment."""
