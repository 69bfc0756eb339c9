"""What is published, as somebody who answers a return may ask for it: word for word, and where it stands."""

from forms.conversation import Passage
from forms.conversation.saying import FindGuidance
from forms.journey import Journey
from models.register.edition import Edition
from portal.assistant.work.talk import Talk
from portal.guidance.passages import of_council, of_set
from portal.guidance.shelf import Guidance


class LookingUp:
    """Guidance with the addresses of this installation; `site_url` is empty where there is no public site."""

    def __init__(self, guidance: Guidance, site_url: str) -> None:
        self._guidance, self._site = guidance, site_url.rstrip("/")

    def __call__(self, talk: Talk) -> FindGuidance:
        """How to find guidance in one conversation."""
        return lambda question: self._find(question, self._scopes(talk), talk.journey)

    def for_everybody(self, question: str) -> Passage | None:
        """What is published for everybody, whatever they fill in."""
        return self._find(question, {""})

    def _find(self, question: str, scopes: set[str], journey: Journey | None = None) -> Passage | None:
        hit = self._guidance.index().answer(question, scopes)
        if hit is None:
            return None
        found = hit.passage
        return Passage(
            text=journey.words(found.text) if journey and found.scope.startswith("set:") else found.text,
            title=found.title,
            url=found.url.replace("site:", self._site, 1),
            version=found.version,
        )

    def _scopes(self, talk: Talk) -> set[str]:
        """What is for everybody, the set in the version that is answered, and what the council has published."""
        ret = talk.ret
        found = {"", of_set(ret.set_key, ret.set_version)}
        if self._site and Edition.select().where(Edition.authority == ret.authority_id).exists():
            found |= {of_council(ret.authority.slug, about) for about in ("", ret.set_key, ret.service.key)}
        return found
