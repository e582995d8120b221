#!/usr/bin/env python3
"""A small OpenAI-compatible server for tests: deterministic answers, faults by seed. Standard library only.

    teacher_server.py [--bank FILE.jsonl] [--slips KIND] [--echo KIND] [--amends KIND] [--verdicts KIND] [--bias PERCENT]
                      [--faults PERCENT] [--seed N] [--kinds A,B,…] [--key KEY] [--context N]
                      [--ignore A,B,…] …

Prints its port and serves until it is ended. The answer to a request is a pure function of its body (without `stream`): of a problem in
the bank ({"problem", "solutions": [texts]}), found in the prompt, one of its solutions, drawn by the request's seed; else a line on the
numbers in the prompt. What goes wrong is drawn from the fault seed, the body and how often it came before, so a request that is asked
again meets another fate; no body meets more than FAULTS_MOST faults.

--ignore names what it does not honour: max_tokens, seed, steady (a seed means nothing), schema, top_k, penalty, usage, echo, n.

    GET  /v1/models, /stats     {"requests", "answers", "paid", "peak", "faults": {kind: n}, "bodies": {sha256: times answered}}
    POST /v1/chat/completions, /v1/completions
"""
import argparse, email.utils, gzip, hashlib, http.server, json, re, socket, ssl, struct, sys, threading, time

from personas import amendment, drawn, slip, verdict

FAULTS_MOST = 3
THOUGHTS = {"inline": "<think>\nLet me think.\n</think>\n\n", "headless": "Let me think.\n</think>\n", "open": "<think>\nLet me think. "}
CARELESS = 'of the type "'  # so configs/prompts/careless-1.txt speaks
JUDGE = "You are an impartial judge"
PRINCIPLED = re.compile(r"principle[\w ]*, called ")  # so critique-1.txt, revise-1.txt, improve-1.txt
KINDS = ["429-seconds", "429-date", "429-ms", "429-bare", "500", "502-html", "503", "drop-before", "drop-after", "half-body", "slow",
         "garbage", "error-in-200"]


def tokens(text):
    return len(re.findall(r"\w+|[^\w\s]", text))


def echoed(prompt, kind):
    """The tokens of a prompt and one that was generated, with their log-probabilities: of each token drawn by its text. `kind`: "plain";
    "bos" (a token before the first, which servers count into all offsets), "bare" (tokens without their blanks, no offsets), "none" (of
, "bytes" (characters in halves), "across" (one token of the last line and what stands before it), "null" (a token without)."""
    parts = re.findall(r"\s*\S[^\W\d]*|\s+$", prompt)
    if kind == "across":
        head, line = prompt.rstrip("\n").rsplit("\n", 1)
        parts = [head[:-2], head[-2:] + "\n" + line]
    parts = {"bos": ["<s>", *parts], "none": [], "bytes": [part.replace("=", "\ufffd") for part in parts]}.get(kind, parts) + [" and"]
    chances = [None] + [-(drawn("chance", part.strip()) % 400000) / 100000 for part in parts[1:]]
    offsets = [sum(map(len, parts[:i])) for i in range(len(parts))]
    if kind == "null":
        chances[-2] = None
    if kind == "bare":
        parts, offsets = [part.strip() for part in parts], [-1] * len(parts)
    return {"tokens": parts, "token_logprobs": chances if kind != "none" else [-0.1], "text_offset": offsets, "top_logprobs": None}


def example(schema):
    """A value that obeys a JSON schema, if that is a simple one."""
    if "const" in schema or "enum" in schema:
        return schema.get("const", schema.get("enum", [None])[0])
    kind = schema.get("type")
    if kind == "object":
        return {name: example(of) for name, of in schema.get("properties", {}).items()}
    return {"array": [], "string": "text", "integer": 7, "number": 7, "boolean": True}.get(kind)


class State:
    def __init__(self, options):
        self.options, self.lock = options, threading.Lock()
        self.requests = self.answers = self.paid = self.now = self.peak = 0
        self.faults, self.seen, self.bodies, self.drawn = {}, {}, {}, 0
        self.bank = [json.loads(line) for line in open(options.bank, encoding="utf-8")] if options.bank else []

    def fate(self, digest):
        """The fault that this request meets, or None."""
        options = self.options
        with self.lock:
            times = self.seen[digest] = self.seen.get(digest, 0) + 1
        if times > FAULTS_MOST or drawn(options.seed, digest, times) % 100 >= options.faults:
            return None
        return options.kinds[drawn("kind", options.seed, digest, times) % len(options.kinds)]

    def content(self, body):
        turns = body.get("messages") or [{"content": body.get("prompt", "")}]
        prompt = "\n".join(str(turn["content"]) for turn in turns)
        if self.options.slips and CARELESS in turns[-1]["content"]:
            return slip(self.options.slips, turns[-1]["content"])
        if self.options.verdicts and JUDGE in turns[0]["content"]:
            return verdict(self.options.verdicts, self.options.bias, turns[-1]["content"])
        if self.options.amends and PRINCIPLED.search(turns[-1]["content"]):
            return amendment(self.options.amends, turns[-1]["content"])
        for entry in self.bank:
            if entry["problem"] in prompt:
                seed = None if "seed" in self.options.ignore else body.get("seed")
                return entry["solutions"][drawn("solution", seed, body.get("temperature")) % len(entry["solutions"])]
        ignored, wanted = self.options.ignore, body.get("response_format", {}).get("json_schema")
        if wanted and "schema" not in ignored:
            return json.dumps(example(wanted["schema"]))
        numbers = re.findall(r"\d+", turns[-1]["content"])
        seed = None if "seed" in ignored or (body.get("top_k") == 1 and "top_k" not in ignored) else body.get("seed")
        if "steady" in ignored:
            self.drawn += 1
            seed = self.drawn
        penalty = body.get("repetition_penalty", body.get("repeat_penalty", 1)) != 1 and "penalty" not in ignored
        if len(numbers) == 2 and "Write the numbers" in turns[-1]["content"]:
            return " ".join(map(str, range(int(numbers[0]), int(numbers[1]) + 1)))
        return f"I see {len(numbers)} numbers. {'Pick' if penalty else 'Draw'} {drawn('text', seed) % 1000}.\nThe answer is \\boxed{{{sum(map(int, numbers))}}}."


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    state = None

    def log_message(self, *_):
        pass

    def send(self, status, body, headers=(), kind="application/json"):
        data = body if isinstance(body, bytes) else json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        for name, value in [*headers, *(line.split(":", 1) for line in self.state.options.header)]:
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(data)

    def drop(self):
        """Ends the connection at once, with a reset."""
        self.close_connection = True
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.connection.close()

    def do_GET(self):
        state = self.state
        if self.path == "/v1/models":
            return self.send(200, {"object": "list", "data": [{"id": "little-teacher", "object": "model"}]})
        if self.path == "/stats":
            with state.lock:
                return self.send(200, {"requests": state.requests, "answers": state.answers, "paid": state.paid, "peak": state.peak,
                                       "faults": state.faults, "bodies": state.bodies})
        return self.send(404, {"error": {"message": "no such path", "type": "not_found_error", "code": "not_found"}})

    def do_POST(self):
        state, self.posts = self.state, getattr(self, "posts", 0) + 1
        raw = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        with state.lock:
            state.requests += 1
            state.now += 1
            state.peak = max(state.peak, state.now)
        try:
            if state.options.close_reused and self.posts > 1:
                self.close_connection = True
            else:
                self.answer(raw)
        finally:
            with state.lock:
                state.now -= 1

    def answer(self, raw):
        state, options = self.state, self.state.options
        if options.key and self.headers.get("Authorization") != "Bearer " + options.key:
            return self.send(401, {"error": {"message": "Incorrect API key provided: sk-abcdefghijklmnop", "type": "invalid_request_error",
                                             "code": "invalid_api_key"}})
        try:
            body = json.loads(raw)
        except ValueError:
            return self.send(500, {"error": {"code": 500, "message": "parse error", "type": "server_error"}})
        if options.refuse_long and len(raw) > options.refuse_long:
            return self.send(400, {"error": {"message": "This model's maximum context length is 4096 tokens", "code": 400}})
        if body.get("n", 1) != 1 and "n" not in options.ignore:
            return self.send(500, {"error": {"code": 500, "message": "Only one completion choice is allowed", "type": "server_error"}})
        digest = hashlib.sha256(raw).hexdigest()
        fate = state.fate(digest)
        if fate:
            with state.lock:
                state.faults[fate] = state.faults.get(fate, 0) + 1
            if self.fail(fate):
                return None
        reply = self.reply(body)
        with state.lock:
            state.paid += 1
            state.bodies[digest] = state.bodies.get(digest, 0) + 1
        if fate == "drop-after":
            return self.drop()
        if fate == "half-body":
            return self.half(reply)
        if fate == "empty":
            reply["choices"][0]["message" if "messages" in body else "text"] = {"role": "assistant", "content": ""}
        if options.delay:
            time.sleep(options.delay / 1000)
        if not self.odd(fate, json.dumps(reply).encode()):
            self.send(200, reply)
        with state.lock:
            state.answers += 1
        return None

    def odd(self, fate, data):
        """A whole answer, sent in an odd way; False if there is none of this name."""
        if fate == "gzip":
            self.send(200, gzip.compress(data), [("Content-Encoding", "gzip")])
        elif fate == "blank-lines":
            self.send(200, b"\n\n  \n" + data)
        elif fate == "stream":
            self.send(200, b"data: " + data + b"\n\ndata: [DONE]\n\n", kind="text/event-stream")
        elif fate == "headers":
            self.send(200, data, [(f"X-Padding-{i}", "x" * 60000) for i in range(10)])
        elif fate == "close-cut":
            self.close_connection = True
            self.send_response(200)
            self.end_headers()
            self.wfile.write(data[:len(data) // 2])
        else:
            return False
        return True

    def fail(self, fate):
        """True if that is the end of it."""
        limited = {"error": {"message": "Rate limit reached", "type": "requests", "code": "rate_limit_exceeded"}}
        if fate == "429-seconds":
            self.send(429, limited, [("Retry-After", "0.05")])
        elif fate == "429-date":
            self.send(429, b"<html>slow down</html>", [("Retry-After", email.utils.formatdate(time.time() - 5, usegmt=True))], "text/html")
        elif fate == "429-ms":
            self.send(429, limited, [("Retry-After-Ms", "30"), ("Retry-After", "1000000000")])
        elif fate == "429-said":
            name, _, value = self.state.options.said.partition(":")
            self.send(429, limited, [(name, value)])
        elif fate == "said":
            self.send(self.state.options.status, self.state.options.said.encode())
        elif fate == "429-half":
            self.half(limited, 429)
        elif fate == "400-echo":
            self.send(400, {"error": {"message": f"no such thing: {self.headers.get('Authorization')} sk-proj_abcdef", "type": "x"}})
        elif fate == "200-quota":
            self.send(200, {"error": {"message": "No money left", "code": 402}})
        elif fate == "502-proxy":
            self.send(502, b"<html>The server returned an invalid or incomplete response.</html>", kind="text/html")
        elif fate == "absurd":
            self.send(200, {"choices": [{"finish_reason": "stop", "message": {"content": "\\boxed{1}"}}],
                            "usage": {"prompt_tokens": 9007199254740991, "completion_tokens": 9007199254740991}})
        elif fate == "whole-garbage":
            self.send(200, b'{"choices": [{"finish_reason": "stop", "message": {"content": "\\ud83d"}}]}')
        elif fate == "429-bare":
            self.send(429, b"", kind="text/plain")
        elif fate == "429-quota":
            self.send(429, {"error": {"message": "You exceeded your current quota", "type": "insufficient_quota", "code": "insufficient_quota"}})
        elif fate == "500":
            self.send(500, {"error": {"message": f"internal, request {self.state.requests}", "type": "server_error", "code": None}})
        elif fate == "500-validation":
            self.send(500, {"error": {"code": 500, "message": "Only one completion choice is allowed", "type": "server_error"}})
        elif fate == "502-html":
            self.send(502, b"<html><body>Bad Gateway</body></html>", kind="text/html")
        elif fate == "503":
            self.send(503, {"error": {"code": 503, "message": "Loading model", "type": "unavailable_error"}}, [("Retry-After", "0")])
        elif fate == "drop-before":
            self.drop()
        elif fate == "slow":
            time.sleep(0.2)
            return False
        elif fate == "garbage":
            with self.state.lock:
                self.state.paid += 1
            self.send(200, b'{"choices": [{"message": {"content": "unfin')
        elif fate == "error-in-200":
            self.send(200, {"error": {"message": "Provider returned error", "code": 502}})
        elif fate == "redirect":
            self.send(max(self.state.options.status, 301), b"", [("Location", self.state.options.said or "http://127.0.0.1:1/v1/chat/completions")])
        elif fate == "endless":
            self.endless()
        else:
            return False
        return True

    def endless(self):
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.close_connection = True
        try:
            while True:
                self.wfile.write(b" " * 65536)
        except OSError:
            pass

    def half(self, reply, status=200):
        data = json.dumps(reply).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data[:len(data) // 2])
        self.wfile.flush()
        self.drop()

    def reply(self, body):
        """What the model says; lies about why it stopped and whether it read all, if so asked."""
        options, chat = self.state.options, "messages" in body
        content = self.state.content(body)
        most = 1 << 30 if "max_tokens" in options.ignore else body.get("max_tokens") or body.get("max_completion_tokens") or 16
        words = re.findall(r"\s*(?:\w+|[^\w\s])", content)
        cut = len(words) > most
        text = "".join(words[:most]) if cut else content
        prompt = sum(tokens(str(turn["content"])) for turn in body["messages"]) if chat else tokens(body.get("prompt", ""))
        usage = {"prompt_tokens": min(prompt, options.context), "completion_tokens": min(len(words), most)}
        usage["total_tokens"] = sum(usage.values())
        finish = "length" if cut and not options.always_stop else "stop"
        choice = {"index": 0, "finish_reason": json.loads(options.finish) if options.finish else finish}
        if chat:
            choice["message"] = {"role": "assistant", "content": text}
            if options.reasoning in THOUGHTS:
                choice["message"]["content"] = THOUGHTS[options.reasoning] + text
            elif options.reasoning == "only":
                choice["message"] |= {"content": None, "reasoning": text}
            elif options.reasoning:
                choice["message"][options.reasoning] = "Let me think."
        else:
            choice["text"] = text
            if body.get("echo") and "echo" not in options.ignore:
                choice["text"], choice["logprobs"] = body["prompt"], echoed(body["prompt"], options.echo)
        reply = {"id": "r-%d" % drawn("id", json.dumps(body, sort_keys=True)), "object": "chat.completion", "model": "little-teacher-1",
                 "system_fingerprint": "fp-1", "choices": [choice]}
        return reply if "usage" in options.ignore else reply | {"usage": usage}


class Server(http.server.ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request, client_address):
        """Clients go away in the middle: that is what the tests are about."""

    request_queue_size = 1024


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--bank")
    parser.add_argument("--slips", help="answer as a careless student; which kind of answer: slip()")
    parser.add_argument("--echo", default="plain", help="how the tokens of a prompt are shown: echoed()")
    parser.add_argument("--verdicts", help="answer as a judge; which kind of answer: verdict()")
    parser.add_argument("--bias", type=int, default=0, help="percent of what is judged, in which the first place wins whatever it is; below 0 the second")
    parser.add_argument("--amends", help="answer as an improver, a critic, a reviser; which kind of answer: better(), found(), revised()")
    parser.add_argument("--faults", type=int, default=0)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--kinds", type=lambda text: text.split(","), default=KINDS)
    parser.add_argument("--key", default="")
    parser.add_argument("--context", type=int, default=1 << 30)
    parser.add_argument("--ignore", type=lambda text: text.split(","), default=[])
    parser.add_argument("--refuse-long", type=int, default=0)
    parser.add_argument("--close-reused", action="store_true")
    parser.add_argument("--said", default="")
    parser.add_argument("--delay", type=int, default=0)
    parser.add_argument("--always-stop", action="store_true")
    parser.add_argument("--reasoning", choices=["reasoning", "reasoning_content", "only", *THOUGHTS])
    parser.add_argument("--status", type=int, default=200)
    parser.add_argument("--finish", help="the finish_reason of all answers, as JSON")
    parser.add_argument("--header", action="append", default=[], help="of every answer, Name:value")
    parser.add_argument("--tls", help="a file with a certificate and its key")
    parser.add_argument("--port", type=int, default=0)
    options = parser.parse_args()
    Handler.state = State(options)
    server = Server(("127.0.0.1", options.port), Handler)
    if options.tls:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(options.tls)
        server.socket = context.wrap_socket(server.socket, server_side=True)
    print(server.server_address[1], flush=True)
    server.serve_forever()


if __name__ == "__main__":
    sys.exit(main())
