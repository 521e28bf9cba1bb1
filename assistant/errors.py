"""Errors of the assistant.

AssistantError
├── ProfileError        a fact that can't be true or has no place in the profile
├── BatchLineError      a line of a batch file that can't be read
├── StaffLoginError     staff access that isn't set up, or too many wrong tries
└── ModelError          the language model gave no answer that can be used
    ├── ModelUnreachable    no connection to it, or it went away
    ├── ModelSlow           a deadline passed
    ├── ModelKeyRefused     the key isn't accepted
    ├── ModelBusy           too many requests; `retry_after` seconds where it said so
    ├── ModelBroken         an error on its side
    ├── ModelRejected       it won't take the request as it stands (model name, address)
    │   └── ModelUnsupported    nor one with these parameters
    ├── ModelGarbled        what came back isn't the protocol
    ├── ModelCut            it stopped in the middle
    └── ModelUseless        an empty answer or a refusal

Every message says what to do; none carries what a person typed about themselves.
"""

from __future__ import annotations

from knowledge.models import Text


class AssistantError(Exception):
    """Base of everything the assistant raises on purpose. `code` is stable; the text is for people."""

    code = "assistant"


class ProfileError(AssistantError):
    """A fact that can't be true (age 430) or that the profile doesn't know.

    Where facts contradict each other, `worded` says so to the person and `fields` are those to be told anew.
    """

    code = "profile"

    def __init__(self, text: str = "", *, worded: Text | None = None, fields: tuple[str, ...] = ()) -> None:
        super().__init__(text)
        self.worded = worded
        self.fields = fields


class BatchLineError(AssistantError):
    """A batch line that isn't what the command reads."""

    code = "bad_line"


class StaffLoginError(AssistantError):
    """Staff login not set up, wrong, or throttled."""

    code = "staff_login"


class ModelError(AssistantError):
    """The language model gave no answer that can be used. Never carries what was sent, nor the key."""

    code = "model"
    retryable = False

    def __init__(self, text: str = "", *, retry_after: float | None = None) -> None:
        super().__init__(text or (type(self).__doc__ or "").split("\n")[0])
        self.retry_after = retry_after


class ModelUnreachable(ModelError):
    """The language model can't be reached. Check OPENAI_BASE_URL and that its server runs."""

    code = "model_unreachable"
    retryable = True


class ModelSlow(ModelError):
    """The language model didn't answer in time. Try again later or choose a faster one (IEUM_CHAT_MODEL)."""

    code = "model_slow"


class ModelKeyRefused(ModelError):
    """The language model doesn't accept the key. Correct OPENAI_API_KEY."""

    code = "model_key"


class ModelBusy(ModelError):
    """The language model takes no more requests for now. Wait, or raise the limits of the key."""

    code = "model_busy"
    retryable = True


class ModelBroken(ModelError):
    """The language model's server reports an error of its own. Look at its log or status page."""

    code = "model_broken"
    retryable = True


class ModelRejected(ModelError):
    """The language model's server doesn't take the request. Check IEUM_CHAT_MODEL and OPENAI_BASE_URL."""

    code = "model_rejected"


class ModelUnsupported(ModelRejected):
    """The language model's server doesn't take a parameter of the request. Choose another model (IEUM_CHAT_MODEL)."""


class ModelGarbled(ModelError):
    """The server doesn't speak the chat-completions protocol. Check OPENAI_BASE_URL (it usually ends in /v1)."""

    code = "model_garbled"


class ModelCut(ModelError):
    """The language model's answer broke off. Nothing to do: the next turn asks anew."""

    code = "model_cut"


class ModelUseless(ModelError):
    """The language model answered nothing that can be used. Try another one (IEUM_CHAT_MODEL)."""

    code = "model_useless"
