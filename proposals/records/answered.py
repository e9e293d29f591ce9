"""Find or make what a letter answers: the session, the proposal, those who signed it."""

from __future__ import annotations

from collections.abc import Iterable, Set

from kejiting.text.fold import fold
from kejiting.text.keys import name_key, number_key
from kejiting.text.spans import Problem
from proposals.models import Answer, CongressSession, Delegate, DelegateKind, Proposal, ReplyLetter, Signature
from proposals.parsing import ParsedLetter, ParsedSession
from proposals.records.outbox import queue_letters_for_indexing

DELEGATE_KINDS = {
    "委员提案": DelegateKind.MEMBER,
    "代表建议": DelegateKind.DEPUTY,
    "集体提案": DelegateKind.ORGANISATION,
}


def set_answered(letter: ReplyLetter, parsed: ParsedLetter, *, by_person: Set[str]) -> None:
    """Make the leading proposal of `letter` the one that `parsed` tells of; others that it answers stay.

    `by_person`: the fields of `parsed` that a person has just set. Who signed a proposal that other letters answer, too,
    is for people to say.
    """
    answer = letter.answers.select_related("proposal").first()
    former = answer.proposal if answer else None
    proposal = _proposal(parsed, former)
    if answer is None:
        Answer.objects.create(letter=letter, proposal=proposal)
    elif proposal != former:
        answer.proposal = proposal
        answer.save()
    if "delegates" in by_person or not proposal.signatures.exists() or _is_its_own(letter, proposal):
        _sign(proposal, parsed)
        queue_letters_for_indexing(ReplyLetter.objects.filter(proposals=proposal).exclude(pk=letter.pk))
    if former:
        forget_unanswered([former])


def doubts_about_signers(letter: ReplyLetter, parsed: ParsedLetter) -> tuple[Problem, ...]:
    """Another letter that answers the same proposal names other people: who signed it stays as it is, and is doubted."""
    if parsed.document_type == "会办意见" and not parsed.delegates:
        return ()
    known = _known(parsed)
    if known is not None and not known.answers.in_use().exclude(letter_id=letter.pk).exists():
        return ()
    names = [signature.name for signature in known.signatures.select_related("delegate")] if known else []
    if not names or list(map(name_key, names)) == list(map(name_key, parsed.delegates)):
        return ()
    return (Problem("delegates", f"同一件提案在另一份答复里的提出人是{'、'.join(names)}，与本函所写不同，请核对"),)


def forget_unanswered(proposals: Iterable[Proposal]) -> None:
    """Delete those that no letter answers any more, and the people and sessions that stood in the base for their sake.

    A session whose year a person entered stays.
    """
    for proposal in proposals:
        if proposal.answers.exists():
            continue
        people = [signature.delegate_id for signature in proposal.signatures.all()]
        session = proposal.session_id
        proposal.delete()
        Delegate.objects.filter(pk__in=people, signatures__isnull=True).delete()
        forget_session(session)


def forget_session(pk: int | None) -> None:
    """Delete the session if nothing is of it any more, and no person entered its year."""
    unused = CongressSession.objects.filter(year__isnull=True, proposals__isnull=True, requests__isnull=True)
    unused.filter(pk=pk or 0).delete()


def _is_its_own(letter: ReplyLetter, proposal: Proposal) -> bool:
    """No other letter answers it, and no person has said who signed it."""
    return "delegates" not in letter.set_by_person and not proposal.answers.in_use().exclude(letter=letter).exists()


def session_row(parsed: ParsedSession | None) -> CongressSession | None:
    """Find the session, or make it."""
    if parsed is None:
        return None
    session, _ = CongressSession.objects.get_or_create(
        body=parsed.body,
        region=parsed.region,
        term=parsed.term,
        meeting=parsed.meeting,
        defaults={"level": parsed.level},
    )
    return session


def _proposal(parsed: ParsedLetter, current: Proposal | None) -> Proposal:
    """The proposal of the same session, kind, number and title; else the letter's own one, corrected; else a new one.

    They are the same by their keys: the letter's own one is then as this letter prints it.

    A second letter may answer the same proposal; an opinion need not give its title. A proposal without a number is never taken for another one.
    """
    known = _known(parsed)
    if known is not None and (known != current or known.answers.count() > 1):
        return known
    fields = {
        "session": session_row(parsed.session),
        "kind": parsed.kind,
        "number": parsed.number,
        "title": parsed.proposal_title.value if parsed.proposal_title else None,
    }
    if current is None or current.answers.count() > 1:
        return Proposal.objects.create(**fields)
    if any(getattr(current, name) != value for name, value in fields.items()):
        for name, value in fields.items():
            setattr(current, name, value)
        current.save()
    return current


def _known(parsed: ParsedLetter) -> Proposal | None:
    if not parsed.number or parsed.session is None:
        return None
    session = parsed.session
    title = _title_key(parsed.proposal_title.value if parsed.proposal_title else None)
    numbered = Proposal.objects.filter(
        session__body=session.body,
        session__region=session.region,
        session__term=session.term,
        session__meeting=session.meeting,
        kind=parsed.kind,
        number_key=number_key(parsed.number),
    )
    if parsed.document_type == "会办意见" and title is None:
        return numbered.order_by("pk").first()
    return next((one for one in numbered.order_by("pk") if _title_key(one.title) == title), None)


def _title_key(title: str | None) -> str | None:
    return fold(title) if title else None


def _sign(proposal: Proposal, parsed: ParsedLetter) -> None:
    region = parsed.session.region if parsed.session else ""
    kind = DELEGATE_KINDS.get(parsed.kind or "")
    printed = {name_key(name): name for name in reversed(parsed.delegates)}
    keys = dict.fromkeys(map(name_key, parsed.delegates))
    wanted = [
        Signature(
            proposal=proposal,
            delegate=delegate,
            position=position,
            printed="" if printed[key] == delegate.name else printed[key],
        )
        for position, key in enumerate(keys)
        for delegate in [_delegate(printed[key], key, kind, region)]
    ]
    signed = [(signature.delegate_id, signature.printed) for signature in proposal.signatures.all()]
    if signed != [(signature.delegate_id, signature.printed) for signature in wanted]:
        proposal.signatures.all().delete()
        Signature.objects.bulk_create(wanted)


def _delegate(name: str, key: str, kind: DelegateKind | None, region: str) -> Delegate:
    delegate, _ = Delegate.objects.get_or_create(name_key=key, kind=kind, region=region, defaults={"name": name})
    return delegate
