import os

import grpc
from rung.v1 import router_pb2 as rung, router_pb2_grpc

address = os.environ.get("RUNG_SERVER_GRPC_ADDRESS", "127.0.0.1:50051")
with grpc.insecure_channel(address) as channel:
    router = router_pb2_grpc.RouterStub(channel)

    answer = router.Generate(rung.GenerateRequest(prompt="What is 12.5 * 3?"), timeout=30)
    print(answer.text, rung.Tier.Name(answer.tier))

    for chunk in router.GenerateStream(rung.GenerateRequest(prompt="hello"), timeout=30):
        print(chunk.delta, end="", flush=True)
    print()
