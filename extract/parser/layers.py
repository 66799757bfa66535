"""The optional content of a file: layers that a viewer shows or hides."""

from __future__ import annotations

from typing import Any


class Layers:
    """Knows which layers are switched off when a viewer opens the file.

    Args:
        catalog: of the file, as pdfminer reads it.
    """

    def __init__(self, catalog: Any) -> None:
        from pdfminer.pdftypes import resolve1

        properties = resolve1(catalog.get("OCProperties")) if isinstance(catalog, dict) else None
        self._off: set[int] = set()
        if not isinstance(properties, dict):
            return
        default = resolve1(properties.get("D"))
        default = default if isinstance(default, dict) else {}
        if _tag_name(resolve1(default.get("BaseState"))) == "OFF":
            self._off = _numbers(properties.get("OCGs")) - _numbers(default.get("ON"))
        else:
            self._off = _numbers(default.get("OFF"))

    def is_off(self, reference: Any) -> bool:
        """Return whether the content of a group, or of a membership dictionary, is not shown.

        Args:
            reference: the value of /OC or of a marked content's property list. A visibility
                expression is not evaluated: its content counts as shown.
        """
        from pdfminer.pdftypes import resolve1

        if reference is None or not self._off:
            return False
        if getattr(reference, "objid", None) in self._off:
            return True
        group = resolve1(reference)
        if not isinstance(group, dict) or _tag_name(group.get("Type")) != "OCMD" or "VE" in group:
            return False
        members = resolve1(group.get("OCGs"))
        listed = members if isinstance(members, list) else [group.get("OCGs")]
        off = [self.is_off(member) for member in listed if member is not None]
        if not off:
            return False
        policy = _tag_name(resolve1(group.get("P"))) or "AnyOn"
        shown = {
            "AllOn": not any(off),
            "AnyOff": any(off),
            "AllOff": all(off),
        }.get(policy, not all(off))
        return not shown


def _numbers(references: Any) -> set[int]:
    from pdfminer.pdftypes import resolve1

    found = resolve1(references)
    numbers = [getattr(one, "objid", None) for one in found] if isinstance(found, list) else []
    return {number for number in numbers if isinstance(number, int)}


def _tag_name(value: Any) -> str:
    return str(getattr(value, "name", ""))
