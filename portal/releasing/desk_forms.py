"""Forms of the editions: why a quarter is corrected, why something is taken down."""

from portal.register.desk.act_forms import ActForm, reason


class CorrectForm(ActForm):
    """Why a closed quarter is corrected."""

    reason = reason("Why is it corrected?", "Enter why it is corrected")


class TakeDownForm(ActForm):
    """The law that asks for a take-down."""

    reason = reason("For which legal reason?", "Enter the legal reason")
