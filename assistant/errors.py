"""Errors of the assistant.

AssistantError
├── ProfileError        a fact that can't be true or has no place in the profile
├── BatchLineError      a line of a batch file that can't be read
└── StaffLoginError     staff access that isn't set up, or too many wrong tries

Every message says what to do; none carries what a person typed about themselves.
"""

from __future__ import annotations


class AssistantError(Exception):
    """Base of everything the assistant raises on purpose. `code` is stable; the text is for people."""

    code = "assistant"


class ProfileError(AssistantError):
    """A fact that can't be true (age 430) or that the profile doesn't know."""

    code = "profile"


class BatchLineError(AssistantError):
    """A batch line that isn't what the command reads."""

    code = "bad_line"


class StaffLoginError(AssistantError):
    """Staff login not set up, wrong, or throttled."""

    code = "staff_login"
