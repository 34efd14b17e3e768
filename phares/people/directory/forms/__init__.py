"""What is asked for on the forms of the directory."""

from phares.people.directory.forms.belonging import (
    CorrectForm,
    EnterForm,
    LeaveForm,
    MoveInForm,
    MoveOutForm,
    belonging_initial,
)
from phares.people.directory.forms.declarations import (
    DeclareForm,
    RemindForm,
    by_kind,
)
from phares.people.directory.forms.people import (
    ChangeFunctionForm,
    ConsentForm,
    CorrectFunctionForm,
    EndFunctionForm,
    IntroduceForm,
    OneMoreFunctionForm,
    PersonForm,
    WithdrawForm,
    function_initial,
)
from phares.people.directory.forms.pole import (
    CategoryForm,
    ContextForm,
    FactForm,
    PoleForm,
    PublicForm,
    StatementForm,
    TerritoryForm,
    statement_initial,
)
from phares.people.directory.forms.structures import (
    AliasForm,
    CardForm,
    ClaimForm,
    LinkForm,
    WelcomeForm,
    card_initial,
)

__all__ = [
    "AliasForm",
    "CardForm",
    "CategoryForm",
    "ChangeFunctionForm",
    "ClaimForm",
    "ConsentForm",
    "ContextForm",
    "CorrectForm",
    "CorrectFunctionForm",
    "DeclareForm",
    "EndFunctionForm",
    "EnterForm",
    "FactForm",
    "IntroduceForm",
    "LeaveForm",
    "LinkForm",
    "MoveInForm",
    "MoveOutForm",
    "OneMoreFunctionForm",
    "PersonForm",
    "PoleForm",
    "PublicForm",
    "RemindForm",
    "StatementForm",
    "TerritoryForm",
    "WelcomeForm",
    "WithdrawForm",
    "belonging_initial",
    "by_kind",
    "card_initial",
    "function_initial",
    "statement_initial",
]
