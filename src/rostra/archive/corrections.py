"""Judging, taking back, importing: what people decide enters the record, and the readings concerned are made anew."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta

import msgspec
from sqlalchemy import Connection, select

from rostra.archive import judgements as rows
from rostra.archive.deciding import OF_ALL, check, identify, refer
from rostra.archive.filing import check_borne, concerned, refile
from rostra.archive.judging import apply
from rostra.archive.locking import lock_persons, lock_statements
from rostra.archive.reading import current_id
from rostra.archive.records import Imported, Judged, Judgement, JudgementState, Undone
from rostra.archive.schema import statements, versions
from rostra.archive.writing import get_kept, log_changes, now, rederive
from rostra.model import NotFoundError, UsageError


def judge(connection: Connection, judgement: Judgement) -> Judged:
    """Keep a judgement made here and now, and correct what it concerns. See `Record.judge`."""
    if judgement.action in OF_ALL:
        return _judge_all(connection, judgement)
    lock_persons(connection, alone=False)
    statement_id = current_id(connection, judgement.statement or "")
    kept = get_kept(connection, statement_id)
    former = rows.of_statement(connection, statement_id)
    whole = msgspec.structs.replace(
        refer(kept.transcript, judgement),
        statement=statement_id,
        sha256=kept.sha256,
        version=kept.version,
        at=judgement.at or _after([each.at for each in former]),
    )
    known, whole = _enter(connection, whole)
    if known:
        return Judged(judgement=known)
    if kept.withdrawn and whole.action == "withdraw":
        raise UsageError("It is withdrawn already.", hint="Undo that first to give another reason.")
    trial = apply(kept.entry.transcript, kept.entry.persons, [*former, whole])
    if whole.id in trial.unmet:
        raise UsageError(
            f"This cannot be applied: {trial.unmet[whole.id]}.", hint=f"`rostra show {statement_id}` prints the turns."
        )
    rows.put(connection, whole)
    return Judged(judgement=whole, changed=_make_anew(connection, [whole]))


def undo(connection: Connection, judgement_id: str, undone: Undone) -> Judged:
    """Take a judgement back; one that was taken back already stays so. See `Record.undo`."""
    found = _get_to_change(connection, judgement_id)
    if not undone.by.strip():
        raise UsageError("Taking a judgement back needs to say who did it.", hint="Give a name with --by.")
    if found.undone:
        return Judged(judgement=found)
    undone = msgspec.structs.replace(undone, at=undone.at or now())
    rows.put_undone(connection, judgement_id, undone)
    changed = _make_anew(connection, [found])
    return Judged(judgement=rows.get(connection, judgement_id) or found, changed=changed)


def _get_to_change(connection: Connection, judgement_id: str) -> Judgement:
    """The judgement as it is once nobody else changes what it concerns."""
    found = rows.get(connection, judgement_id)
    if found is None:
        raise NotFoundError(f"There is no judgement {judgement_id}.", hint="`rostra judgements` lists them.")
    lock_persons(connection, alone=found.statement is None)
    if found.statement:
        lock_statements(connection, [found.statement])
    return rows.get(connection, judgement_id) or found


def import_all(connection: Connection, found: Sequence[Judgement]) -> Imported:
    """Judgements from elsewhere, all or none; ones known here already change nothing. See `Record.import_judgements`."""
    entered: list[Judgement] = []
    missing: list[str] = []
    known = undone = 0
    lock_persons(connection, alone=any(judgement.action in OF_ALL for judgement in found))
    for number, judgement in enumerate(found, 1):
        _check(judgement, f"judgement {number}")
        local = _at_home(connection, judgement)
        if local is None:
            missing.append(judgement.id or identify(judgement))
            continue
        here, local = _enter(connection, local)
        if here is None:
            rows.put(connection, local)
            if local.undone:
                rows.put_undone(connection, local.id, local.undone)
            entered.append(local)
        else:
            known += 1
            if local.undone and not here.undone:
                rows.put_undone(connection, here.id, local.undone)
                entered.append(here)
                undone += 1
    _make_anew(connection, entered)
    states = [rows.get(connection, each.id) for each in entered]
    unmet = tuple(each.id for each in states if each and each.state == "unmet")
    return Imported(new=len(entered) - undone, known=known, undone=undone, unmet=unmet, missing=tuple(missing))


def _enter(connection: Connection, judgement: Judgement) -> tuple[Judgement | None, Judgement]:
    """The same judgement as it is kept here (``None`` when it is new), and the judgement checked, under its own id."""
    _check(judgement)
    state: JudgementState = "undone" if judgement.undone else "applied"
    judgement = msgspec.structs.replace(judgement, id=identify(judgement), state=state, note=None)
    return rows.get(connection, judgement.id), judgement


def _check(judgement: Judgement, source: str | None = None) -> None:
    try:
        check(judgement)
    except UsageError as error:
        raise UsageError(error.message, hint=error.hint, source=source) from error


def _at_home(connection: Connection, judgement: Judgement) -> Judgement | None:
    """The judgement under the id that its page has here, known by the bytes or by name; ``None`` without such a page."""
    if judgement.action in OF_ALL:
        return msgspec.structs.replace(judgement, statement=None)
    v = versions.c
    same = select(v.statement, v.number).where(v.sha256 == judgement.sha256)
    held = connection.execute(same.order_by(v.statement != judgement.statement, v.statement, v.number).limit(1)).first()
    if held:
        return msgspec.structs.replace(judgement, statement=held[0], version=held[1])
    try:
        found = current_id(connection, judgement.statement or "")
    except NotFoundError:
        return None
    version = connection.scalar(select(statements.c.version).where(statements.c.id == found))
    return msgspec.structs.replace(judgement, statement=found, version=version)


def _judge_all(connection: Connection, judgement: Judgement) -> Judged:
    lock_persons(connection, alone=True)
    former = [*rows.of_all(connection), *rows.described(connection)]
    whole = msgspec.structs.replace(
        judgement, statement=None, turn=None, at=judgement.at or _after([each.at for each in former])
    )
    known, whole = _enter(connection, whole)
    if known:
        return Judged(judgement=known)
    if whole.action == "rename-term":
        check_borne(connection, whole.value["grouping"], whole.value["from"])
    elif whole.action == "merge-person":
        _check_persons(connection, whole)
    rows.put(connection, whole)
    return Judged(judgement=whole, changed=_make_anew(connection, [whole]))


def _check_persons(connection: Connection, judgement: Judgement) -> None:
    for slug in (judgement.value["from"], judgement.value["into"]):
        if not rows.statements_of(connection, [slug]):
            raise UsageError(
                f"There is no person {slug!r}.", hint="The list of persons names all that the record knows."
            )


def _make_anew(connection: Connection, found: Iterable[Judgement]) -> tuple[str, ...]:
    """Derive again what the judgements concern, each statement once; the ids of those that changed."""
    whole, refiled = set[str](), set[str]()
    for judgement in found:
        if judgement.statement:
            whole.add(judgement.statement)
        elif judgement.action == "describe-term":
            continue
        elif judgement.action == "rename-term":
            value = judgement.value
            refiled.update(concerned(connection, value["grouping"], value["from"], value["into"]))
        else:
            ends = {rows.follow_merges(connection, slug) for slug in judgement.value.values()}
            whole.update(rows.statements_of(connection, {*judgement.value.values(), *ends}))
    lock_statements(connection, whole | refiled)
    made = {each for each in sorted(whole) if rederive(connection, each)}
    changed = tuple(sorted({*made, *refile(connection, sorted(refiled - made))}))
    log_changes(connection, changed)
    return changed


def _after(times: list[str]) -> str:
    """This moment, or just behind the last of `times`: a clock that was set back does not change the order of what was decided."""
    at, last = now(), max(times, default="")
    if at > last:
        return at
    later = datetime.fromisoformat(last.replace("Z", "+00:00")) + timedelta(milliseconds=1)
    return later.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
