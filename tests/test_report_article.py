"""An article's page in a real Chromium: what it shows, and that its links, keys, filters and repairs work."""

import pytest
import report_sample
from report_reader import DESKTOP, PHONE, Reader, current, published


def test_the_article_is_shown_as_published(reader: Reader) -> None:
    document = report_sample.document()
    page = reader.open(report_sample.result(document))
    assert published(page) == document.text
    assert page.locator("h2").inner_text() == document.segments[0].text
    assert page.locator(".card").count() == len(document.findings)
    assert page.locator(".row.furniture .english").count() == 0
    assert page.locator(".unreliable").inner_text() == "Engine unreliable here: the output repeats itself"


def test_english_and_findings_stand_on_the_row_with_their_differences(reader: Reader) -> None:
    page = reader.open(report_sample.result())
    row = page.locator(".row", has_text="Marais a dit Northwind")
    assert row.locator(".back del").all_inner_texts() == ["Swamp"]
    assert row.locator(".meant ins").all_inner_texts() == ["Marsh", "that"]
    assert row.locator(".back").inner_text() == "Swamp said Northwind will deliver two ships before the summer."
    assert row.locator(".card .kind .number").all_inner_texts() == ["2", "3"]
    boxes = [row.locator(part).bounding_box() for part in (".published", ".english", ".notes")]
    assert all(boxes)
    edges = [(box["x"], box["x"] + box["width"]) for box in boxes if box]
    assert edges[0][1] < edges[1][0] < edges[1][1] < edges[2][0], "from left to right"
    assert {round(box["y"]) for box in boxes if box} == {round(boxes[0]["y"] if boxes[0] else 0)}


def test_every_text_says_its_language(reader: Reader) -> None:
    page = reader.open(report_sample.result(), lang="fr")
    assert page.locator("html").get_attribute("lang") == "fr"
    assert page.locator(".published:not([lang=fr]), .back:not([lang=en]), .meant:not([lang=en])").count() == 0
    assert page.locator(".same:not([lang=en]), .change:not([lang=fr]), .excerpt:not([lang=fr])").count() == 0
    assert page.locator(".notes").get_by_text("Aussi : ordre des mots : “Gullwing soutenant”").count() == 1


def test_the_worst_come_first_in_their_sentence_and_lead_to_it(reader: Reader) -> None:
    page = reader.open(report_sample.result())
    worst = page.locator(".worst li")
    assert worst.locator("mark").all_inner_texts() == ["qui est Gullwing soutenant", "Marais", "Tides. Pour le reste"]
    assert worst.nth(1).locator(".excerpt").inner_text() == "Marais a dit Northwind livrera deux navires avant l’été."
    assert worst.nth(1).locator(".instead ins").inner_text() == "Marsh"
    bottom = worst.last.bounding_box()
    assert bottom
    assert bottom["y"] + bottom["height"] < DESKTOP["height"], "on the first screen"
    worst.nth(2).click()
    assert current(page) == ["7", "Tides. Pour le reste"]
    assert page.locator(".card.current").evaluate("card => card.getBoundingClientRect().bottom <= innerHeight")


def test_keys_step_through_the_findings_and_wrap(reader: Reader) -> None:
    page = reader.open(report_sample.result())
    page.keyboard.press("n")
    assert current(page) == ["1", ". de"]
    page.keyboard.press("j")
    assert current(page) == ["2", "Marais"]
    page.keyboard.press("j")
    assert current(page) == ["3", "Marais a dit Northwind"], "an overlapped finding lights up whole"
    for _ in range(3):
        page.keyboard.press("k")
    assert current(page) == ["11", ", eux,"]
    assert page.locator(".steps").inner_text().split() == ["↑", "11", "/", "11", "↓"]
    page.keyboard.press("Control+n")
    assert current(page)[0] == "11", "the browser's own keys are left alone"
    assert page.url.endswith("#a1-f11")
    page.get_by_label("Keys: n or j").uncheck()
    page.keyboard.press("n")
    assert current(page)[0] == "11", "keys of one letter can be turned off, as WCAG 2.1.4 wants it"
    page.get_by_label("Keys: n or j").check()
    page.keyboard.press("p")
    page.keyboard.press("n")
    for part in (".card.current", ".span.current"):
        assert page.locator(part).evaluate("part => part.getBoundingClientRect().bottom <= innerHeight")


def test_spans_and_findings_lead_to_each_other(reader: Reader) -> None:
    page = reader.open(report_sample.result())
    page.locator(".span", has_text="ditBrook").click()
    assert current(page) == ["5", "ditBrook"]
    page.locator(".card", has_text="opens with «").click()
    assert current(page) == ["8", "« Nous avons attendu dix ans ”"]
    overlap = page.locator(".span").filter(has=page.get_by_text("Marais", exact=True))
    overlap.click()
    assert current(page)[0] == "2"
    overlap.click()
    assert current(page)[0] == "3"
    page.locator(".span", has_text="siteTidal").hover()
    assert page.locator(".card.near .change").inner_text() == "siteTidal → site Tidal"
    page.locator(".span", has_text="siteTidal").focus()
    page.keyboard.press("Enter")
    assert current(page)[0] == "4"


@pytest.mark.parametrize("address", ["#a1-f6", "#a1-m6"])
def test_a_link_to_a_finding_opens_on_it(reader: Reader, address: str) -> None:
    assert current(reader.open(report_sample.result(), address=address)) == ["6", "sont également mesurer"]


def test_the_strip_shows_where_the_findings_are_and_leads_to_them(reader: Reader) -> None:
    document = report_sample.document()
    page = reader.open(report_sample.result(document))
    strip = page.locator(".strip").bounding_box()
    assert strip
    for finding, tick in zip(document.findings, page.locator(".tick").all(), strict=True):
        box = tick.bounding_box()
        assert box
        assert abs((box["x"] - strip["x"]) / strip["width"] - finding.start / len(document.text)) < 0.005
    heights = page.locator(".tick").evaluate_all(
        "ticks => ticks.map(t => [t.dataset.group, +t.getAttribute('height')])"
    )
    assert len(set(map(tuple, heights))) == len({group for group, _ in heights}) == 4, "a height for each severity"
    last = document.findings[-1]
    page.locator(".strip").click(position={"x": strip["width"] * last.start / len(document.text), "y": 3})
    assert current(page) == ["11", last.text]
    seen = page.locator(".seen").evaluate("seen => +seen.getAttribute('x') + +seen.getAttribute('width')")
    assert seen > 900, "what is on the screen is marked"


def test_filters_hide_findings_and_calm_their_spans(reader: Reader) -> None:
    page = reader.open(report_sample.result())
    page.get_by_label("7 major").uncheck()
    assert page.locator(".card:visible").count() == 4
    assert page.locator(".span[data-group=major], .tick[data-group=major]:visible").count() == 0
    page.keyboard.press("n")
    page.keyboard.press("n")
    assert current(page)[0] == "8", "hidden findings are stepped over"
    for label in ("1 critical", "2 minor", "1 info"):
        page.get_by_label(label).uncheck()
    assert page.get_by_text("All findings are filtered out.").is_visible()
    page.get_by_label("7 major").check()
    assert page.locator(".span[data-group=major]").count() == 7


def test_a_kind_is_chosen_from_the_list_or_the_chart(reader: Reader) -> None:
    page = reader.open(report_sample.result())
    chart = page.get_by_role("button", name="glued")
    chart.click()
    assert page.locator(".card:visible .change").all_inner_texts() == ["siteTidal → site Tidal", "ditBrook → dit Brook"]
    assert chart.get_attribute("aria-pressed") == "true"
    assert page.locator(".by-class").input_value() == "glued"
    chart.click()
    assert page.locator(".card:visible").count() == 11
    page.locator(".by-class").select_option("name translated (2)")
    page.get_by_label("Flagged sentences only").check()
    assert page.locator(".row:visible .published").all_inner_texts() == [
        "Marais a dit Northwind livrera deux navires avant l’été.",
        "Selon la plateforme Tides. Pour le reste, une traversée coûterait 38 % de moins.",
    ]


def test_what_is_chosen_is_kept_in_the_address(reader: Reader) -> None:
    page = reader.open(report_sample.result())
    page.get_by_label("2 minor").uncheck()
    page.locator(".by-class").select_option("glued")
    page.get_by_label("Repaired", exact=True).check()
    page.get_by_label("Flagged sentences only").check()
    page.keyboard.press("Escape")
    page.locator("body").press("n")
    query = page.url.partition("report.html")[2]
    assert query == "?hide=minor&kind=glued&view=repaired&only=1#a1-f4"
    page.reload()
    assert current(page)[0] == "4"
    assert page.locator(".card:visible").count() == 2
    assert page.get_by_label("Repaired", exact=True).is_checked()
    assert page.locator(".row:visible .published").count() == 1
    again = reader.open(report_sample.result(), address="?hide=nothing&kind=no-such&view=odd")
    assert again.locator(".card:visible").count() == 11, "what it does not know is left aside"


def test_repairs_are_made_and_copied(reader: Reader) -> None:
    document = report_sample.document()
    page = reader.open(report_sample.result(document), permissions=["clipboard-read", "clipboard-write"])
    page.get_by_label("Repaired", exact=True).check()
    row = page.locator(".row", has_text="La commande").locator(".published")
    assert (
        row.inner_text().strip()
        == "La commande a été annoncée sur site Tidal, où l’ingénieur dit Brook a publié les plans."
    )
    page.locator(".card", has_text="ditBrook").get_by_label("Repair", exact=True).uncheck()
    assert "ditBrook" in row.inner_text()
    page.get_by_role("button", name="Copy repaired text").click()
    page.get_by_text("Copied;").wait_for()
    expected = document.text
    for finding in document.findings:
        if finding.repair is not None and finding.text not in {"ditBrook", "Marais a dit Northwind"}:
            expected = expected.replace(finding.text, finding.repair)
    assert page.evaluate("navigator.clipboard.readText()") == expected, "of two that overlap, one is repaired"


def test_it_is_copied_where_there_is_no_clipboard_to_write_to(reader: Reader) -> None:
    page = reader.open(report_sample.result(), permissions=["clipboard-read"], address="?view=repaired")
    page.evaluate("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
    page.get_by_role("button", name="Copy repaired text").click()
    page.get_by_text("Copied;").wait_for()
    other = page.context.new_page()
    other.goto(page.url)
    assert "site Tidal" in other.evaluate("navigator.clipboard.readText()")


def test_warnings_and_accepted_findings_are_folded_and_counted_apart(reader: Reader) -> None:
    page = reader.open(report_sample.result(report_sample.of_all_groups()), address="?view=repaired")
    counts = ["1 critical", "5 major", "1 minor", "2 warnings", "2 accepted"]
    assert page.locator(".tally li").all_inner_texts() == counts
    assert page.locator(".chip").all_inner_texts() == counts
    folded = page.locator("details.card")
    assert folded.locator("summary").count() == 4
    assert folded.locator(".why:visible").count() == 0
    accepted = page.locator(".card", has_text="ditBrook")
    accepted.locator("summary").click()
    assert accepted.get_by_text("Accepted in the baseline: a house style").is_visible()
    assert page.locator(".row", has_text="siteTidal").locator(".was:visible, .now:visible").all_inner_texts() == [
        "site Tidal"
    ]
    assert page.locator(".span", has_text="ditBrook").locator(".now").count() == 0, "accepted: left as published"
    steps = []
    for _ in range(9):
        page.keyboard.press("n")
        steps.append(current(page)[0])
    assert steps == ["2", "3", "4", "6", "7", "8", "9", "10", "11"], "accepted ones are stepped over"


def test_what_was_not_checked_is_said(reader: Reader) -> None:
    page = reader.open(report_sample.result())
    assert (
        page.locator(".warning").inner_text().startswith("1 check broke. 1 check did not run. The engine is unreliable")
    )
    page.get_by_role("link", name="See how this was checked").click()
    checks = page.locator(".checks")
    assert checks.get_by_text("agreement: the French parser is not installed").is_visible()
    assert checks.get_by_text("casing on sentence 8: ValueError: no such case").is_visible()
    assert page.get_by_text("The page says it was machine-translated").is_visible()
    assert checks.get_by_text("here 61.2 on 118 words").is_visible()


def test_a_phone_shows_it_in_one_column_without_sideways_scrolling(reader: Reader) -> None:
    page = reader.open(report_sample.result(), viewport=PHONE)
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
    page.get_by_role("button", name="Next finding").click()
    row = page.locator(".row:has(.current)")
    edges = [row.locator(part).bounding_box() for part in (".published", ".notes", ".english")]
    tops = [box["y"] for box in edges if box]
    assert len(tops) == 3
    assert tops == sorted(tops), "the findings come before the English"


def test_print_has_no_controls_and_all_findings(reader: Reader) -> None:
    page = reader.open(report_sample.result(report_sample.of_all_groups()))
    page.emulate_media(media="print")
    assert page.locator(".controls:visible, .keys:visible, .step:visible").count() == 0
    assert page.locator(".card .why:visible").count() >= 11, "folded ones are printed open"
    page.set_viewport_size({"width": 720, "height": 1000})
    assert page.locator(".heads p:visible").count() == 3, "on paper each column has its head"
    assert page.pdf().startswith(b"%PDF")


def test_it_reads_without_javascript(reader: Reader) -> None:
    page = reader.open(report_sample.result(), java_script_enabled=False)
    assert page.locator(".card:visible").count() == 11
    assert page.locator(".controls:visible").count() == 0
    assert page.locator(".now:visible").count() == 0
    page.locator(".span", has_text="ditBrook").click()
    assert page.url.endswith("#a1-f5")
