"""An import-linter contract: a capability is used only through its public modules."""

from grimp import ImportGraph
from importlinter import Contract, ContractCheck, fields, output


class BoundaryContract(Contract):
    """Refuses an import that reaches past a capability's public modules."""

    type_name = "boundary"

    container = fields.StringField()
    public = fields.SetField(subfield=fields.StringField())

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:
        """List every import from outside into a module that is not public."""
        breaches = []
        for capability in graph.find_children(str(self.container)):
            inside = graph.find_descendants(capability) | {capability}
            for module in inside:
                inner = module.removeprefix(f"{capability}.").split(".")[0]
                public = inner in set(self.public)  # type: ignore[call-overload]  # a field
                users = graph.find_modules_that_directly_import(module) - inside
                breaches += [(user, module) for user in users if not public]
        return ContractCheck(kept=not breaches, metadata={"breaches": sorted(breaches)})

    def render_broken_contract(self, check: ContractCheck) -> None:
        """Print one line for each breach."""
        for user, module in check.metadata["breaches"]:
            output.print_error(f"{user} reaches into {module}", bold=False)
