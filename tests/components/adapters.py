"""From the options of govuk-frontend’s Nunjucks macros to the parameters of ours.

Each function takes what it knows out of the options of a case; what is left over is not supported.
"""

from collections.abc import Callable
from typing import Any

from markupsafe import Markup

Options = dict[str, Any]


class NotSupportedError(Exception):
    """A case that our macro does not take at all; says why."""


def words(options: Options, name: str = "") -> Any:
    """Takes text or HTML: of the mapping `name`, else of the options themselves."""
    inside = options.get(name) if name else options
    if not isinstance(inside, dict):
        options.pop(name, None)
        return ""
    html, text = inside.pop("html", None), inside.pop("text", None)
    return Markup(html) if html else ("" if text is None else text)


def titled(options: Options, name: str) -> Any:
    """Takes `nameText` or `nameHtml`."""
    html, text = options.pop(f"{name}Html", None), options.pop(f"{name}Text", None)
    return Markup(html) if html else (text or "")


def renamed(options: Options, **names: str) -> Options:
    """Takes plain options; ours are the names of the keywords, theirs the values."""
    return {ours: options.pop(theirs) for ours, theirs in names.items() if theirs in options}


def common(options: Options) -> Options:
    return renamed(options, classes="classes", attributes="attributes")


def some(things: list[Any] | None) -> list[Any]:
    return [thing for thing in things or [] if thing]


def counted(things: list[Any] | None) -> list[Any]:
    """Items whose place gives them their id: Nunjucks also counts those that are nothing."""
    if not all(things or []):
        raise NotSupportedError("items that are nothing")
    return things or []


def inside(options: Options, name: str) -> Options:
    """The mapping under a name, empty where there is none."""
    found = options.get(name)
    return found if isinstance(found, dict) else {}


def field(options: Options) -> Options:
    """What every box has: its label, its hint, its error, its group."""
    return {
        "label": words(options, "label"),
        "hint": words(options, "hint"),
        "error": words(options, "errorMessage"),
        **renamed(inside(options, "label"), label_classes="classes", heading="isPageHeading"),
        **renamed(inside(options, "formGroup"), group_classes="classes"),
        **renamed(options, name="name", id="id", value="value", described_by="describedBy", disabled="disabled"),
        **renamed(options, autocomplete="autocomplete", spellcheck="spellcheck"),
        **common(options),
    }


def character_count(options: Options) -> Options:
    if not (options.get("maxlength") or options.get("maxwords")):
        raise NotSupportedError("a count without a limit")
    limits = renamed(options, max_length="maxlength", max_words="maxwords", threshold="threshold", rows="rows")
    return {**field(options), **limits}


def input_(options: Options) -> Options:
    more = renamed(
        options, type="type", inputmode="inputmode", pattern="pattern", autocapitalize="autocapitalize"
    ) | renamed(inside(options, "inputWrapper"), wrapper_classes="classes")
    return {**field(options), **more, "prefix": words(options, "prefix"), "suffix": words(options, "suffix")}


def _item(item: Options) -> Options:
    return {
        **renamed(item, value="value", checked="checked", disabled="disabled", divider="divider", id="id", name="name"),
        **renamed(item, behaviour="behaviour", attributes="attributes", selected="selected"),
        **renamed(inside(item, "label"), label_classes="classes"),
        "hint": words(item, "hint"),
        "conditional": words(item, "conditional"),
        "text": words(item),
    }


def _choice(options: Options) -> Options:
    group = inside(options, "fieldset")
    if "fieldset" in options and not (inside(group, "legend").get("text") or inside(group, "legend").get("html")):
        raise NotSupportedError("a fieldset without a legend")
    made = {
        "legend": words(group, "legend"),
        **renamed(inside(group, "legend"), legend_classes="classes", heading="isPageHeading"),
        **renamed(group, described_by="describedBy", fieldset_classes="classes"),
        **renamed(options, id="idPrefix"),
        "items": [_item(item) for item in counted(options.get("items"))],
    }
    shared = field(options)
    return {name: value for name, value in shared.items() if name != "label"} | made


def select(options: Options) -> Options:
    items = [_item(item) for item in some(options.get("items"))]
    if any(isinstance(item.get("value"), bool) for item in items):
        raise NotSupportedError("values that are neither words nor numbers")
    return {**field(options), "items": items}


def button(options: Options) -> Options:
    more = renamed(options, href="href", name="name", value="value", type="type", id="id", disabled="disabled")
    return {"text": words(options), **more, **renamed(options, once="preventDoubleClick"), **common(options)}


def fieldset(options: Options) -> Options:
    return {
        "legend": words(options, "legend"),
        **renamed(inside(options, "legend"), legend_classes="classes", heading="isPageHeading"),
        **renamed(options, described_by="describedBy", role="role", body="html"),
        **common(options),
    }


def error_summary(options: Options) -> Options:
    items = [
        {"text": words(item), **renamed(item, href="href", attributes="attributes")}
        for item in some(options.get("errorList"))
    ]
    more = renamed(options, disable_auto_focus="disableAutoFocus")
    title, description = titled(options, "title"), titled(options, "description")
    return {"errors": items, "title": title, "description": description, **more, **common(options)}


def notification_banner(options: Options) -> Options:
    more = renamed(
        options, type="type", role="role", heading_level="titleHeadingLevel", title_id="titleId", body="html"
    )
    more |= renamed(options, disable_auto_focus="disableAutoFocus")
    return {"text": words(options), "title": titled(options, "title"), **more, **common(options)}


def _action(action: Options) -> Options:
    names = {"href": "href", "hidden_text": "visuallyHiddenText", "classes": "classes", "attributes": "attributes"}
    return {"text": words(action), **renamed(action, **names)}


def _row(row: Options) -> Options:
    actions = inside(row, "actions")
    return {
        "key": words(row, "key"),
        "value": words(row, "value"),
        **renamed(row, classes="classes"),
        **renamed(inside(row, "key"), key_classes="classes"),
        **renamed(inside(row, "value"), value_classes="classes"),
        **renamed(actions, actions_classes="classes"),
        "actions": [_action(action) for action in some(actions.get("items"))],
    }


def summary_list(options: Options) -> Options:
    card = options.get("card")
    made = None
    if card:
        made = {
            "title": words(card, "title"),
            **renamed(inside(card, "title"), heading_level="headingLevel"),
            "actions": [_action(action) for action in some(inside(card, "actions").get("items"))],
            **common(card),
        }
    return {"rows": [_row(row) for row in some(options.get("rows"))], "card": made, **common(options)}


def _cell(cell: Options) -> Options:
    names = {name: name for name in ("format", "classes", "colspan", "rowspan", "attributes")}
    return {"text": words(cell), **renamed(cell, **names)}


def table(options: Options) -> Options:
    return {
        "head": [_cell(cell) for cell in options.get("head") or []],
        "rows": [[_cell(cell) for cell in row] for row in some(options.get("rows"))],
        "caption_classes": options.pop("captionClasses", ""),
        **renamed(options, caption="caption", first_is_header="firstCellIsHeader"),
        **common(options),
    }


def _task(item: Options) -> Options:
    status, tag = inside(item, "status"), inside(inside(item, "status"), "tag")
    return {
        "title": words(item, "title"),
        "hint": words(item, "hint"),
        "status": words(item, "status"),
        "tag": {"text": words(tag), **common(tag)} if tag else None,
        **renamed(inside(item, "title"), title_classes="classes"),
        **renamed(status, status_classes="classes"),
        **renamed(item, href="href", classes="classes"),
    }


def task_list(options: Options) -> Options:
    items = [_task(item) for item in counted(options.get("items"))]
    return {"items": items, **renamed(options, id="idPrefix"), **common(options)}


def breadcrumbs(options: Options) -> Options:
    items = [{"text": words(i), **renamed(i, href="href", attributes="attributes")} for i in some(options.get("items"))]
    return {
        "items": items,
        **renamed(options, label="labelText", collapse_on_mobile="collapseOnMobile"),
        **common(options),
    }


def _link(options: Options, name: str) -> Options | None:
    link = options.get(name)
    if not link:
        return None
    return {"text": words(link), **renamed(link, href="href", label="labelText", attributes="attributes")}


def pagination(options: Options) -> Options:
    names = {name: name for name in ("number", "href", "current", "ellipsis", "attributes")}
    items = [renamed(item, hidden_text="visuallyHiddenText", **names) for item in some(options.get("items"))]
    ends = {name: _link(options, name) for name in ("previous", "next")}
    return {**ends, "items": items, **renamed(options, label="landmarkLabel"), **common(options)}


def service_navigation(options: Options) -> Options:
    names = {name: name for name in ("href", "current", "active", "attributes")}
    items = [{"text": words(item), **renamed(item, **names)} for item in some(options.get("navigation"))]
    more = renamed(
        options,
        service_name="serviceName",
        service_url="serviceUrl",
        aria_label="ariaLabel",
        menu_text="menuButtonText",
        label="navigationLabel",
        navigation_classes="navigationClasses",
        id="navigationId",
        collapse="collapseNavigationOnMobile",
    )
    if "label" not in more and "menu_text" in more:
        more["label"] = more["menu_text"]
    return {"items": items, **more, **common(options)}


def details(options: Options) -> Options:
    more = {"summary": titled(options, "summary"), "text": words(options), **renamed(options, id="id", open="open")}
    return {**more, **common(options)}


def plain(**names: str) -> Callable[[Options], Options]:
    """Words, classes, attributes, and a few names of a component’s own."""
    return lambda options: {"text": words(options), **renamed(options, **names), **common(options)}


def back_link(options: Options) -> Options:
    made = {"text": words(options), **renamed(options, href="href"), **common(options)}
    return {"href": "#"} | {name: value for name, value in made.items() if value}


def panel(options: Options) -> Options:
    more = renamed(options, heading_level="headingLevel")
    return {"title": titled(options, "title"), "text": words(options), **more, **common(options)}


def file_upload(options: Options) -> Options:
    if "value" in options:
        raise NotSupportedError("a file box with a value: no browser takes it")
    return {**renamed(options, multiple="multiple"), **field(options)}


def header(options: Options) -> Options:
    return {"name": titled(options, "logo"), "classes": options.pop("classes", ""), **renamed(options, url="url")}


ADAPTERS: dict[str, Callable[[Options], Options]] = {
    "back-link": back_link,
    "breadcrumbs": breadcrumbs,
    "button": button,
    "character-count": character_count,
    "checkboxes": lambda options: {**renamed(options, values="values"), **_choice(options)},
    "details": details,
    "error-message": plain(id="id", hidden_text="visuallyHiddenText"),
    "error-summary": error_summary,
    "fieldset": fieldset,
    "file-upload": file_upload,
    "generic-header": header,
    "hint": plain(id="id"),
    "input": input_,
    "inset-text": plain(id="id"),
    "label": plain(for_id="for", heading="isPageHeading"),
    "notification-banner": notification_banner,
    "pagination": pagination,
    "panel": panel,
    "password-input": field,
    "radios": _choice,
    "select": select,
    "service-navigation": service_navigation,
    "skip-link": lambda options: {"href": "#content"} | plain(href="href")(options),
    "summary-list": summary_list,
    "table": table,
    "tag": plain(),
    "task-list": task_list,
    "textarea": lambda options: {**renamed(options, rows="rows"), **field(options)},
    "warning-text": plain(icon_text="iconFallbackText"),
}


def left_over(options: Any, path: str = "") -> set[str]:
    """The names of options that nobody took, as paths: "items[].label.attributes"."""
    if path.endswith("attributes"):
        return {path} if options else set()
    if isinstance(options, dict):
        return {found for name, value in options.items() for found in left_over(value, f"{path}.{name}".strip("."))}
    if isinstance(options, list):
        return {found for value in options for found in left_over(value, f"{path}[]")}
    return {path} if options not in (None, False, "") else set()
