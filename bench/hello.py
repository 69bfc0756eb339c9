"""Flask’s hello on the same server: what any page of any Flask application costs at least."""

import json
import logging
import sys
from typing import Any

from flask import Flask
from waitress.server import create_server


def main(_folder: str, threads: str) -> None:
    app = Flask("hello")
    app.add_url_rule("/", view_func=lambda: "hello")
    made: Any = create_server(app, host="127.0.0.1", port=0, threads=int(threads))
    print(json.dumps({"port": int(made.effective_port), "paths": ["/"], "cookie": ""}), flush=True)
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)  # eight connections wait for eight threads: no news
    made.run()


if __name__ == "__main__":
    main(*sys.argv[1:])
