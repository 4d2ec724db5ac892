"""What `ibps --help` says: who each command is for, with an example that can be typed as it stands."""

HELP = """\
ibps walks a joint labor-management meeting through interest-based problem solving,
and keeps a record that says what was actually decided.

usage: ibps [--sessions DIR] [COMMAND] [...]

IN THE ROOM, for whoever facilitates
  ibps                          the front desk: sessions, and what to look at today
  ibps new --title "Breaks"     begin a session in under a minute
  ibps meet [FILE]              go on with a session; without FILE, the latest one
                                e.g.  ibps meet 2026-03-14-breaks-7k3q.json
  ibps room FILE                what the room sees, in a second window that follows
                                e.g.  ibps room 2026-03-14-breaks-7k3q.json
                                to be heard, line by line:  ibps room FILE --text
                                with --serve, as a page for browsers on this machine

AFTERWARDS, for whoever asks what was decided
  ibps review [QUERY]           look through all sessions, and read one
  ibps list [QUERY]             the same as plain text, one session after another
                                e.g.  ibps list waiting
  ibps due [QUERY]              what is owed: who, what, by when; what is late first
                                e.g.  ibps due late
  ibps show FILE                the answer first, then the minutes and what led there
                                e.g.  ibps show 2026-03-14-breaks-7k3q.json --history
                                to be heard, any view:  ibps show FILE --screen now

TRAINING, where nothing is real
  ibps practice [SCENARIO]      play a case from its script, or one stage of it
                                e.g.  ibps practice co-pays --stage interests

FOR YOURSELF
  ibps settings                 which file has your keys and look, and does it hold
                                e.g.  ibps settings --keys

FOR OTHER PROGRAMS, and to check what you were given
  ibps act FILE                 add acts to a session, one line of JSON each
                                e.g.  echo '{"do": "Undo"}' | ibps act FILE
  ibps verify [PATH...]         does each file add up to what it says?
  ibps recover FILE [-o OUT]    a new file from what a damaged one still holds
  ibps schema [record|act|scenario]
                                JSON Schema of what is written and read

OPTIONS
  --sessions DIR                the folder with the sessions, for this once; else
                                IBPS_SESSIONS, else ./sessions, else your documents
  --version                     the version of this program
  -h, --help                    this page; after a command, more about that command

Ends with 0 if all is well, 1 if a problem was found in what was asked about, 2 for
wrong usage, 3 if a file could not be read or written. Data goes to stdout, remarks
to stderr. Nothing leaves this machine.
"""
