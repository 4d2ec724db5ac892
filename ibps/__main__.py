"""`python -m ibps`: the same door as the `ibps` command."""

if __name__ == "__main__":
    from ibps.cli import main

    raise SystemExit(main())
