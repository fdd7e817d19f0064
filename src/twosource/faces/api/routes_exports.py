"""Routes that give the ledger as a file."""

from __future__ import annotations

from typing import Annotated, Any

from litestar import Response, get
from litestar.openapi.datastructures import ResponseSpec
from litestar.params import PathParameter
from litestar.params import QueryParameter as Query

from twosource.export import FORMS, Form, table_csv
from twosource.faces.api.params import DAY, Story, calendar_day, found
from twosource.faces.api.problems import Refused
from twosource.faces.api.problems import answers as errors
from twosource.faces.api.routes_events import Served
from twosource.faces.api.rows import LONGEST
from twosource.faces.api.shapes import ExportRow, Page
from twosource.records import Ledger
from twosource.run.join import join

TEXTS = "ledger-json"
"""The form that carries reports whole."""
QUOTES = "csv"


@get("/exports", sync_to_thread=False, summary="Forms for download")
def forms() -> Page[ExportRow]:
    """The forms in which the ledger can be downloaded."""
    return Page([ExportRow(name, form.media_type, form.extension, form.label) for name, form in FORMS.items()])


@get(
    "/exports/{form:str}",
    responses={
        **errors(400, 404, 422),
        200: ResponseSpec(
            bytes, media_type="application/octet-stream", description="The file", generate_examples=False
        ),
    },
    sync_to_thread=True,
    summary="Download the ledger",
)
def download(
    desk: Served,
    form: Annotated[str, PathParameter(max_length=50, description="One of the forms of /exports.")],
    story: Story = None,
    since: Annotated[str | None, Query(pattern=DAY, description="Only what is new since this day (digests).")] = None,
) -> Response[Any]:
    """The ledger, or one story of it, in one of the forms."""
    shape = found(FORMS.get(form), "form", form)
    if form == TEXTS and not desk.full_text:
        raise Refused(403, f"{form} carries reports whole: start the server with --full-text to allow it")
    if since is not None and shape.since is None:
        raise Refused(422, f"{form} is always the whole; the digests take `since`")
    text = _text(form, shape, _ledger(desk, story), since, whole=desk.full_text)
    name = f"twosource.{shape.extension}"
    return Response(
        text.encode("utf-8"),
        media_type=shape.media_type,
        headers={"content-disposition": f'attachment; filename="{name}"'},
    )


def _ledger(desk: Served, story: str | None) -> Ledger:
    with desk.store() as store:
        stories = store.stories()
        if story is not None and story not in stories:
            raise Refused(404, f"no story {story!r}")
        ledgers = [ledger for one in ([story] if story else stories) if (ledger := store.ledger(one)) is not None]
    if not ledgers:
        raise Refused(404, "no story has been read yet")
    return join(ledgers)


def _text(form: str, shape: Form, ledger: Ledger, since: str | None, *, whole: bool) -> str:
    try:
        if since is not None and shape.since is not None:
            return shape.since(ledger, calendar_day(since))
        if form == QUOTES and not whole:
            return table_csv.to_text(ledger, LONGEST)
        return shape.write(ledger)
    except ValueError as error:
        raise Refused(422, str(error)) from error


EXPORTS = [forms, download]
