"""The numbers that a machine trains with."""

import torch


def quick(device: str) -> torch.dtype:
    """bfloat16 where the machine multiplies it; elsewhere float32, for a processor that emulates it takes 70 times as long."""
    able = torch.cpu.get_capabilities()
    halves = device == "cuda" or able.get("amx_bf16") or able.get("avx512_bf16") or able.get("sve_bf16")
    return torch.bfloat16 if halves else torch.float32
