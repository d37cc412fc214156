"""Steps 17–21: how people speak, a flaw that stays out, a guide on its day, lists, windows."""

import json
import tempfile
from copy import deepcopy
from datetime import timedelta
from pathlib import Path
from typing import Any, Final

from tongban.capabilities.catalogue.queries import find_text
from tongban.faces.cli.drafting import DRAFTER, officer
from tongban.faces.cli.items import app as items_app
from tongban.faces.cli.touring.calling import Exchange
from tongban.faces.cli.touring.commanding import run_command
from tongban.faces.cli.touring.telling import Story, Told, told
from tongban.faces.clock import now, today

# What people say, and what the item is called.
SPOKEN: Final = (
    ("身份证丢了", "居民身份证补领"),
    ("老人补贴", "高龄津贴"),
    ("滴滴司机证", "网络预约出租汽车驾驶员证核发"),
)
VAGUE: Final = "其他材料"
REVIEWS: Final = (
    ("first_review", "gaoming"),
    ("legality", "songlan"),
    ("gatekeeping", "qinlang"),
)
PUBLISHER: Final = "tangwen"
KIND: Final = "one_visit"
# A day on which the first of the two batches was in force.
BEFORE: Final = "2024-03-15"
ASKED: Final = "这份指南最近改过什么？"
INVALID: Final = 422
PAPERS_OF_A_WINDOW: Final = 2
MADE: Final = 201


def speak(story: Story) -> Told:
    """Nobody has to know what an item is called; why it was found is said."""
    nobody = story.city.nobody()
    found = [nobody.get("/items", q=words) for words, _name in SPOKEN]
    first = [_first(one) for one in found]
    return told(
        "怎么说都找得到：" + "、".join(words for words, _name in SPOKEN),
        "单位的说法和家里的说法不一样；搜索照家里的说法找，还说明为什么找到它。",
        *found,
        ok=[one.get("name") for one in first] == [name for _words, name in SPOKEN],
        page=story.page(f"/search?q={SPOKEN[0][0]}"),
        more="；".join(str(one.get("why") or "") for one in first),
    )


def plant_flaw(story: Story) -> Told:
    """A vague material is found by the compiler, and the text does not go further."""
    guide, text = _own_guide(story)
    flawed = deepcopy(text)
    flawed["materials"].append(flawed["materials"][0] | {"key": "tour", "name": VAGUE})
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "指南.json")
        file.write_text(json.dumps(flawed, ensure_ascii=False), encoding="utf-8")
        linted = run_command(items_app, "lint", "--file", str(file))
    drafter = story.city.person(DRAFTER)
    draft = drafter.post(
        "/item-drafts", {"body_id": guide["body_id"], "document": flawed}
    )
    key = (draft.body or {}).get("draft_id", "")
    refused = drafter.post(f"/item-drafts/{key}/hand-in", {})
    drafter.discard(f"/item-drafts/{key}")
    said = [line.strip() for line in linted.said.splitlines() if VAGUE in line]
    return told(
        f"林晓在指南里写了一份“{VAGUE}”：查得出来，送不了审，也就公布不了",
        "“其他材料”是让人白跑一趟的口子。指南像程序一样被编译，含糊的话过不去。",
        draft,
        refused,
        ok=linted.code == 1
        and bool(said)
        and refused.status == INVALID
        and VAGUE in json.dumps(refused.body, ensure_ascii=False),
        page=story.page("/desk/items"),
        more="tongban items lint --file 指南.json\n" + "\n".join(said[:2]),
    )


def change_guide(story: Story) -> Told:
    """Five people publish a change for tomorrow; today reads as it did, by its digest."""
    guide, text = _own_guide(story)
    nobody, path = story.city.nobody(), f"/items/{guide['handling_code']}"
    tomorrow = (today() + timedelta(days=1)).isoformat()
    done: list[Exchange] = []
    before = nobody.get(path)
    if nobody.get(path, on=tomorrow).body["digest"] == before.body["digest"]:
        done = _publish(story, guide, text, tomorrow)
    after, coming = nobody.get(path), nobody.get(path, on=tomorrow)
    page = nobody.page(f"{path}?on={tomorrow}")
    digests = [one.body.get("digest", "") for one in (before, after, coming)]
    return told(
        "改指南：五个人各管一段，明天生效；今天的指南一个字节都没变",
        "指南按天生效。哪一天看到的是哪一版，网页、接口、命令行都查得出，摘要值对得上。",
        *done[-1:],
        after,
        coming,
        ok=all(one.status < INVALID for one in done)
        and digests[0] == digests[1] != digests[2]
        and digests[2] in page,
        page=story.page(f"{path}?on={tomorrow}"),
        more=f"今天 {digests[1][:16]}…，{tomorrow} 起 {digests[2][:16]}…（网页上相同）",
    )


def compare_lists(story: Story) -> Told:
    """Two batches of a list, and exactly what came between them."""
    nobody = story.city.nobody()
    first = nobody.get(f"/lists/in-force/{KIND}", on=BEFORE)
    second = nobody.get(f"/lists/in-force/{KIND}")
    keys = [(one.body or {}).get("release_id", "") for one in (first, second)]
    changes = nobody.get(f"/lists/{keys[1]}/changes", since=keys[0])
    added = [row["cells"][0] for row in (changes.body or {}).get("added", [])]
    gone = [row["cells"][0] for row in (changes.body or {}).get("removed", [])]
    return told(
        "“最多跑一次”清单第一批、第二批：究竟变了什么，逐行列出",
        "清单从同一个事项库生成，每批一份、不再改动；谁都能比出增减了哪几项。",
        first,
        second,
        changes,
        ok=keys[0] != keys[1] and bool(added or gone),
        page=story.page(f"/lists/{KIND}"),
        more=f"增加 {len(added)} 项：{'、'.join(added[:4])}；减少 {len(gone)} 项",
    )


def class_windows(story: Story) -> Told:
    """Windows of a class take in a published list; and by what windows are set."""
    nobody = story.city.nobody()
    windows = nobody.get(f"/halls/{story.kept['hall']}/windows")
    classed = [one for one in windows.body or [] if one["release_id"]]
    key = classed[0]["release_id"] if classed else ""
    release = nobody.get(f"/lists/{key}")
    report = story.city.person(PUBLISHER).get("/indicators/window-grouping")
    classes = (report.body or {}).get("classes", [])
    papers = (release.body or {}).get("papers", {})
    return told(
        "窗口分了类：每一类公布受理清单、服务规范和工作规程，清单外的事项收不进来",
        "分类窗口的人只看得到清单上的事项；要收别的，页面、接口、数据库都拒绝，并说该去哪个窗口。",
        windows,
        release,
        report,
        ok=len(papers) == PAPERS_OF_A_WINDOW and bool(classes),
        page=story.page(f"/lists/window/{key}"),
        more="；".join(
            f"{one['name']}：建议 {one['items']} 项，一年 {one['filings']} 件"
            for one in classes
        ),
    )


def _first(found: Exchange) -> dict[str, Any]:
    one: dict[str, Any] = found.body[0] if found.body and not found.is_refused else {}
    return one


def _own_guide(story: Story) -> tuple[dict[str, Any], dict[str, Any]]:
    """The guide that the first spoken words find, as it is today, and its text."""
    nobody = story.city.nobody()
    code = _first(nobody.get("/items", q=SPOKEN[0][0])).get("handling_code", "")
    guide = nobody.get(f"/items/{code}").body
    text = find_text(actor=officer(DRAFTER), version_id=guide["version_id"])
    return guide, dict(text or {})


def _publish(
    story: Story, guide: dict[str, Any], text: dict[str, Any], day: str
) -> list[Exchange]:
    """Drafted, reviewed three times and published, by five people."""
    drafter = story.city.person(DRAFTER)
    answer = f"{day}起，常见问题里写明了改动的日子。"
    kept = [row for row in text.get("faq", []) if row.get("q") != ASKED]
    text["faq"] = [*kept, {"q": ASKED, "a": f"{answer}（{now():%H:%M}改）"}]
    draft = drafter.post(
        "/item-drafts", {"body_id": guide["body_id"], "document": text}
    )
    here = f"/item-drafts/{draft.body.get('draft_id', '')}"
    handed = drafter.post(f"{here}/hand-in", {})
    done = [draft, handed]
    for stage, login in REVIEWS:
        opinion = {
            "stage": stage,
            "outcome": "passed",
            "opinion": "",
            "digest": (handed.body or {}).get("digest", ""),
        }
        done.append(story.city.person(login).post(f"{here}/reviews", opinion))
    published = {"effective_on": day}
    done.append(story.city.person(PUBLISHER).post(f"{here}/publication", published))
    return done
