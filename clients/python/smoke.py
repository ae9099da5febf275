"""Every way of calling Rung: one answer, a stream, a deadline, a cancelled stream, an error, a batch,
and feedback.

Prints a line for each. Needs a daemon with a model that takes its time over "Never stop."
"""

import os
import time

import google_rpc_pb2 as rpc
import grpc
from rung.v1 import router_pb2 as rung, router_pb2_grpc


def main():
    address = os.environ.get("RUNG_SERVER_GRPC_ADDRESS", "127.0.0.1:50051")
    with grpc.insecure_channel(address) as channel:
        router = router_pb2_grpc.RouterStub(channel)
        unary(router)
        stream(router)
        deadline(router)
        cancel(router)
        error(router)
        feedback(router, batch(router))


def request(prompt, **limits):
    """A request that a model answers: templates are off."""
    return rung.GenerateRequest(
        prompt=prompt, templates=rung.GenerateRequest.TemplatePolicy.OFF, **limits
    )


def unary(router):
    answer = router.Generate(rung.GenerateRequest(prompt="What is 12.5 * 3?"), timeout=30)
    print("unary:", answer.text, rung.Tier.Name(answer.tier), answer.decision.reason)


def stream(router):
    text, final = "", None
    for chunk in router.GenerateStream(request("Count to three."), timeout=30):
        kind = chunk.WhichOneof("kind")
        if kind == "delta":
            text += chunk.delta
        elif kind == "final":
            final = chunk.final
    print("stream:", text, final.model, final.usage.output_tokens, final.cost_nanos)


def deadline(router):
    began = time.monotonic()
    try:
        router.Generate(request("Never stop."), timeout=0.5)
    except grpc.RpcError as failure:
        print("deadline:", failure.code().name, "late" if time.monotonic() - began > 10 else "in time")


def cancel(router):
    call = router.GenerateStream(request("Never stop."), timeout=30)
    first = next(call)
    call.cancel()  # The daemon hangs up on the model at once: nobody pays for text nobody reads.
    try:
        next(call)
    except grpc.RpcError as failure:
        print("cancel:", failure.code().name, "after", first.delta)


def error(router):
    try:
        router.Generate(request("hello", temperature=9), timeout=30)
    except grpc.RpcError as failure:
        print("error:", failure.code().name, *details(failure))


def batch(router):
    """Many requests in one call; returns the id of an answer."""
    items = {
        "sum": rung.GenerateRequest(prompt="What is 12.5 * 3?"),
        "count": request("Count to three.", max_tokens=20),
        "wrong": request("hello", temperature=9),
    }
    wanted = rung.GenerateBatchRequest(max_cost_usd=0.01)
    for name, item in items.items():
        wanted.items.add(id=name, request=item)
    results = {result.id: result for result in router.GenerateBatch(wanted, timeout=30)}
    answer = results["count"].response
    print("batch:", results["sum"].response.text, answer.text, results["wrong"].error.reason)
    return answer.id


def feedback(router, answer_id):
    said = rung.FeedbackRequest(id=answer_id, thumbs_up=True, comment="right")
    first, again = (router.Feedback(said, timeout=30) for _ in range(2))
    print("feedback:", first.model, first.cost_nanos, "again" if again.repeated else "once more")


def details(failure):
    """What to change, from the structured part of an error."""
    status = rpc.Status()
    for key, value in failure.trailing_metadata():
        if key == "grpc-status-details-bin":
            status.ParseFromString(value)
    info, bad, retry = rpc.ErrorInfo(), rpc.BadRequest(), rpc.RetryInfo()
    for detail in status.details:
        if detail.Unpack(info):
            yield info.reason
        elif detail.Unpack(bad):
            yield from (violation.field for violation in bad.field_violations)
        elif detail.Unpack(retry):
            yield f"again in {retry.retry_delay.ToTimedelta()}"


main()
