"""A story whose reports try to break the page: markup, scripts, direction marks, endless words, emoji before claims."""

from __future__ import annotations

LONG = "x" * 10_000
OVERRIDE, ISOLATE, EMBED = "\u202e", "\u2067", "\u202b"
SCRIPT = "<script>window.hacked = 1</script>"
IMAGE = '<img src="https://outside.invalid/p.png" onerror="window.hacked = 2">'
EMOJI = "\U0001f6f0\ufe0f\U0001f469\u200d\U0001f4bb\U0001f525"

STORY = "hostile <b>story</b>"
ROWS: list[dict[str, str]] = [
    {
        "id": "emoji-1",
        "publisher": f"Wire {EMOJI}",
        "published": "2021-03-02",
        "title": f"{EMOJI} Veltria denies shelling {EMOJI}",
        "text": f"{EMOJI}{EMOJI} The government of Veltria denied that its troops had shelled the border post near "
        f"Karvel. {EMOJI} The defence ministry of Ostrana said on Monday that artillery had shelled the border post.",
    },
    {
        "id": "markup-1",
        "publisher": f"Harbour Courier {SCRIPT}",
        "published": "2021-03-03",
        "title": f"{IMAGE}{SCRIPT} </title><svg onload=window.hacked=3>",
        "text": f"{SCRIPT}{IMAGE} The government of Veltria denied that its troops had shelled the {SCRIPT} post. "
        "<a href='javascript:window.hacked=4'>At least three soldiers were killed</a>, the ministry of Ostrana said.",
        "url": "https://outside.invalid/report",
    },
    {
        "id": "direction-1",
        "publisher": f"{OVERRIDE}Courier{ISOLATE}",
        "published": "2021-03-04",
        "title": f"{EMBED}Ostrana{OVERRIDE} says its border post was shelled",
        "text": f"{OVERRIDE}The defence ministry of Ostrana said that {ISOLATE}artillery had shelled{OVERRIDE} a post "
        "near Karvel. قالت وزارة الدفاع في أوسترانا إن المدفعية قصفت مركزا حدوديا.",
    },
    {
        "id": "long-1",
        "publisher": LONG,
        "published": "2021-03-05",
        "title": f"The longest word: {LONG}",
        "text": f"The defence ministry of Ostrana said that {LONG} had shelled a border post near Karvel. "
        f"A spokesman for the {LONG} brigade denied that it had fired.",
    },
    {
        "id": "cyrillic-1",
        "publisher": "Карвельский вестник",
        "published": "2021-03-06",
        "title": "Министерство обороны Остраны обвиняет Велтрию",
        "text": "The defence ministry of Ostrana said that artillery had shelled a border post near Karvel. "
        "Министерство обороны Остраны сообщило об обстреле пограничной заставы.",
    },
]
