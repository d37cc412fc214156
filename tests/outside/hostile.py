"""What somebody may type or paste where nobody thought of it."""

from typing import Final

# Told apart in a page: each has this word in it, and none of it may come back as markup.
MARK: Final = "zqx7"
HTML: Final = f"\"'><script>{MARK}()</script><img src=x onerror={MARK}()>"
NUL: Final = f"a\0{MARK}"

STRINGS: Final = (
    HTML,
    f"'; drop table people_account; -- {MARK}",
    f"{{{{7*7}}}}{{% debug %}}${{{{7*7}}}}<%= {MARK} %>",
    f"\u202e\u200b\u2066{MARK}\u2069\ufeff\u0300",
    f"𠮷{MARK}\U0010ffff",
    MARK * 25_000,
    NUL,
    f"%00%0d%0aSet-Cookie:{MARK}=1\r\nSet-Cookie: {MARK}=1",
    "-9223372036854775809",
    "９９９９-１３-４０",
    f"../../../../etc/passwd{MARK}",
)
# What may never stand in a page as it was typed.
UNESCAPED: Final = (
    f"<script>{MARK}",
    f"<img src=x onerror={MARK}",
    f"'><script>{MARK}",
)
