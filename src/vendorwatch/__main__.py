"""The `vendorwatch` command, and `python -m vendorwatch`."""


def main() -> None:
    """Run the command line, and leave at once.

    One answer makes little garbage, and the system frees a finished process faster than the interpreter does: collecting
    it and tearing modules down would take a fifth of the time of an answer. Both are left out here, and only here.
    """
    import gc
    import os

    gc.disable()

    code: object = 0
    try:
        from vendorwatch.cli.app import app

        app()
    except SystemExit as left:
        code = left.code
    except KeyboardInterrupt:
        code = 130
    from vendorwatch.cli import environment

    environment.flush()
    os._exit(code if isinstance(code, int) else 0)


if __name__ == "__main__":
    main()
