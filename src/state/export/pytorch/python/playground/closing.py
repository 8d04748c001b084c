"""What all runs came to, as a table for people."""

HEAD = ("seed", "run", "steps", "loss", "step size", "test loss", "test accuracy")


def closing_row(seed, run, last, test):
    cells = [str(seed), run.label]
    if last is None:
        return [*cells, "0"]
    step, loss, size = last
    cells += [str(step + 1), f"{loss:.6g}", f"{size:.4g}"]
    if run.diverged_at is not None:
        return [*cells, "diverged"]
    return cells if test is None else [*cells, f"{test[0]:.6g}", f"{test[1]:.2%}"]


def closing_table(results):
    """results: seed, run, last step with its loss and step size, and its last test."""
    rows = [list(HEAD), *(closing_row(*result) for result in results)]
    columns = max(len(row) for row in rows[1:])
    rows[0] = rows[0][:columns]
    widths = [max(len(row[i]) for row in rows if i < len(row)) for i in range(columns)]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths)) for row in rows]
    return "\n".join(f"#  {line.rstrip()}" for line in ["At the end:", *lines])
