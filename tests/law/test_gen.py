from tests.law.filling import fill
from tests.law.walls import *
from tests.law.test_wall import _word
def test_gen(open_session, world):
    with open_session("owner") as owner: fill(owner, world)
    su=open_session("postgres"); app=open_session("app")
    for row in su.execute(TABLES).fetchall():
        if row[2]: continue
        print("|", "`%s`"%row[0], "|", " | ".join(_word(app,su,row[0],w) for w in who_they_are(world).values()), "|")
