"""A language's trained model, checked: it has to fit the groups it was learned with, and to be one at all."""

from __future__ import annotations

import os
import re
from math import inf, isfinite

from msglint.errors import RuleError
from msglint.typed import TYPE_CHECKING, Any
from msglint.wording.context import TRAITS

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Set as AbstractSet

_WEIGHTS = re.compile(r"\d{1,3}:-?\d{1,5}(?: \d{1,3}:-?\d{1,5})*+")
_AGAIN = "; make it again with scripts/train.py"
KINDS = 2
"""The least labels of the model of purposes."""
KEYS = {
    "labels": list,
    "subjects": dict,
    "bias": list,
    "paired": list,
    "thresholds": dict,
    "context": dict,
    "purposes": dict,
    "groups": list,
    "features": dict,
}
CONTEXT_KEYS = {"labels": list, "bias": float, "trees": list}
PURPOSE_KEYS = {"labels": list, "bias": list, "thresholds": dict, "traits": dict}


def read_model(path: str, groups: AbstractSet[str]) -> dict[str, Any] | None:
    """The model in a file, None where there is none. One that does not fit is refused."""
    import json

    if not os.path.isfile(path):
        return None
    try:
        with open(path, encoding="utf-8") as file:
            model = json.load(file)
    except (ValueError, RecursionError) as error:
        raise RuleError(f"not a model: {error}{_AGAIN}", path, 1) from None
    reason = _wrong_form(model, KEYS) or _wrong_parts(model) or _wrong_numbers(model)
    if reason:
        raise RuleError(f"not a model: {reason}{_AGAIN}", path, 1)
    gone = sorted(set(model["groups"]) - groups)
    if gone:
        raise RuleError(f"the model knows groups that are not there ({gone[0]}){_AGAIN}", path, 1)
    found: dict[str, Any] = {**model, "context": with_trees(model["context"])}
    return found


def with_trees(context: dict[str, Any]) -> dict[str, Any]:
    """A model of context as ``Context`` takes it: in its file each tree is a line."""
    import json

    return {**context, "trees": [json.loads(tree) for tree in context["trees"]]}


def _wrong_form(model: Any, keys: Mapping[str, type]) -> str:
    if not isinstance(model, dict):
        return "it is no mapping"
    wrong = next((key for key, kind in keys.items() if not isinstance(model.get(key), kind)), "")
    return f"'{wrong}' is missing or no {keys[wrong].__name__}" if wrong else ""


def _wrong_parts(model: dict[str, Any]) -> str:
    context = model["context"]
    reason = _wrong_form(context, CONTEXT_KEYS) or _wrong_form(model["purposes"], PURPOSE_KEYS)
    if not reason and (wrong := _wrong_trees(context)):
        return f"context: {wrong}"
    if not reason and len(model["purposes"]["labels"]) < KINDS:
        return "purposes: 'labels' needs a kind of message, and behind the kinds the label of any of them"
    return reason


def _wrong_trees(context: dict[str, Any]) -> str:
    """Each tree is ``[trait, most, tree, tree]``, or what it adds up to, and asks for traits that there are."""
    import json

    labels = context["labels"]
    if not all(isinstance(label, str) for label in labels) or len(set(labels)) < len(labels):
        return "'labels' is a list of different names"
    traits = len(TRAITS) + len(labels)
    for number, tree in enumerate(context["trees"]):
        try:
            nodes = [json.loads(tree)]
        except (TypeError, ValueError, RecursionError):
            return f"tree {number} cannot be read"
        while nodes:
            match nodes.pop():
                case [int(trait), int() | float() as most, low, high] if _are_numbers(trait, most) and trait in range(
                    traits
                ):
                    nodes += [low, high]
                case float(value) if isfinite(value):
                    pass
                case _:
                    return f"tree {number} has a branch that is none"
    return ""


def _are_numbers(trait: float, most: float) -> bool:
    """Whether both are numbers, and no truth values."""
    return not isinstance(trait, bool) and not isinstance(most, bool) and isfinite(most)


def _wrong_numbers(model: dict[str, Any]) -> str:
    return _wrong_rows(model) or _wrong_subjects(model) or _wrong_weights(model)


def _wrong_rows(model: dict[str, Any]) -> str:
    purposes = model["purposes"]
    if len(model["bias"]) < len(model["labels"]) or not _all_numbers(model["bias"]):
        return "'bias' needs one number a label"
    if len(purposes["bias"]) != len(purposes["labels"]) or not _all_numbers(purposes["bias"]):
        return "purposes: 'bias' needs one number a label"
    if not all(isinstance(row, list) and len(row) == len(purposes["labels"]) for row in purposes["traits"].values()):
        return "purposes: 'traits' need one weight a label"
    return ""


def _wrong_subjects(model: dict[str, Any]) -> str:
    """What labels presuppose stands in rows of its own, behind those of the labels."""
    if unknown := sorted(model["subjects"].keys() - {*model["labels"]}):
        return f"'subjects' has labels that are not there: {', '.join(map(repr, unknown))}"
    rows = range(len(model["labels"]), len(model["bias"]))
    for label, one in model["subjects"].items():
        match one:
            case [int(subject), int(given), float(share)] if subject in rows and given in rows and 0 <= share < inf:
                pass
            case _:
                return f"'subjects' needs two rows behind the labels' and a share ({label})"
    return ""


def _wrong_weights(model: dict[str, Any]) -> str:
    """Weights are those of rows that there are, and small enough for their sums to stay apart."""
    if not all(isinstance(name, str) for name in (*model["labels"], *model["groups"], *model["paired"])):
        return "'labels', 'groups' and 'paired' are lists of names"
    rows = len(model["bias"])
    for feature, weights in model["features"].items():
        if not isinstance(weights, str) or not _WEIGHTS.fullmatch(weights):
            return f"the weights of {feature!r} cannot be read"
        if any(int(pair.partition(":")[0]) >= rows for pair in weights.split(" ")):
            return f"{feature!r} has a weight for a label that is not there"
    return ""


def _all_numbers(values: list[Any]) -> bool:
    return all(isinstance(value, int | float) for value in values)
