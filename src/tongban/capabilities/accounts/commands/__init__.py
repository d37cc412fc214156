"""Writes of this capability."""

from tongban.capabilities.accounts.commands.readmitting import (
    ask_to_readmit_staff,
    come_back,
    readmit_citizen,
)
from tongban.capabilities.accounts.commands.signing_in import (
    AlreadyRegistered,
    add_passkey,
    begin_authenticator,
    confirm_authenticator,
    end_other_sign_ins,
    end_sign_in,
    join_citizen,
    lift_session,
    make_recovery_codes,
    note_check,
    note_sign_in,
    prove_by_check,
    prove_by_code,
    prove_by_passkey,
    register_citizen,
    remove_factor,
    set_password,
)

__all__ = [
    "AlreadyRegistered",
    "add_passkey",
    "ask_to_readmit_staff",
    "begin_authenticator",
    "come_back",
    "confirm_authenticator",
    "end_other_sign_ins",
    "end_sign_in",
    "join_citizen",
    "lift_session",
    "make_recovery_codes",
    "note_check",
    "note_sign_in",
    "prove_by_check",
    "prove_by_code",
    "prove_by_passkey",
    "readmit_citizen",
    "register_citizen",
    "remove_factor",
    "set_password",
]
