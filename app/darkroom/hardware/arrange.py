"""Which layers, experts and head go to which GPU."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from darkroom.core.placement import HOST, Placement
from darkroom.hardware.budget import Slot
from darkroom.hardware.plan import Wishes
from darkroom.hardware.sizes import Sizes


@dataclass(frozen=True, slots=True)
class Share:
    """How much of a model goes to GPUs.

    Attributes:
        layers: the last so many.
        experts: of the last so many; at most ``layers``.
        head: the product with the vocabulary too.
    """

    layers: int
    experts: int
    head: bool


def arrangements(sizes: Sizes, slots: Sequence[Slot], wishes: Wishes) -> Iterator[Placement]:
    """Ways to fill the GPUs, the fastest first; main memory may still be short for any of them.

    Layers count most: attention and the dense branch do a third of the work in a tenth of the
    bytes. The head does as much work as the experts of sixteen layers and takes the room of two;
    but other computers cannot have it, and lending one may be worth more. Experts come last: of
    128 a token takes 8.
    """
    total, layers, experts = len(sizes.layers), wishes.gpu_layers, wishes.gpu_expert_layers
    if layers is None or layers == total:
        shares = ((total, True), (total, False))
    else:
        shares = ((layers, False),)
    tried = (_with_most_experts(sizes, slots, count, head, experts) for count, head in shares)
    found = [placement for placement in tried if placement is not None]
    yield from sorted(found, key=lambda placement: _host_work(sizes, placement))
    if layers is not None:
        return
    if not found:  # else fewer layers would only leave more to main memory
        least = experts or 0
        most = _most(lambda n: fill(sizes, slots, Share(n, least, head=False)), least, total - 1)
        if most is not None:
            yield most
    if not experts:
        yield Placement.on_host(total)


def _host_work(sizes: Sizes, placement: Placement) -> float:
    """Weight bytes that the processor multiplies with at every step."""
    pairs = zip(sizes.layers, placement.experts, strict=True)
    experts = sum(layer.experts for layer, device in pairs if device == HOST)
    return sizes.active * experts + (sizes.embedding if placement.head == HOST else 0)


def _with_most_experts(
    sizes: Sizes, slots: Sequence[Slot], layers: int, head: bool, wanted: int | None
) -> Placement | None:
    low, high = (0, layers) if wanted is None else (wanted, wanted)
    return _most(lambda count: fill(sizes, slots, Share(layers, count, head)), low, high)


def _most(attempt: Callable[[int], Placement | None], low: int, high: int) -> Placement | None:
    """What the largest number in [low, high] gives for which there is room; bisection."""
    best = attempt(high) if low <= high else None
    if best is not None:
        return best
    while low < high:
        middle = (low + high) // 2
        found = attempt(middle)
        if found is None:
            high = middle
        else:
            best, low = found, middle + 1
    return best


def fill(
    sizes: Sizes, slots: Sequence[Slot], share: Share, *, force: bool = False
) -> Placement | None:
    """Fill GPUs one after the other, the layers in their order.

    Args:
        sizes: of the model.
        slots: the GPUs in the order they are filled.
        share: how much goes to them.
        force: put on the last GPU what fits nowhere.

    Returns:
        None where there is no room, or the head would go to another computer: 268 MB of logits
        would cross the network at every step.
    """
    total = len(sizes.layers)
    if not share.layers:
        return Placement.on_host(total)
    if not slots:
        return None
    first = total - share.layers
    needs = list(sizes.without_experts[first:])
    for index in range(total - share.experts, total):
        needs[index - first] += sizes.layers[index].experts
    if first == 0:
        needs[0] += sizes.rest
    if share.head:
        needs.append(sizes.head)
    devices = _assign(needs, slots, sizes.compute, force=force)
    if devices is None:
        return None
    head = HOST
    if share.head:
        slot = devices.pop()
        if slot.gpu.remote:
            return None
        head = slot.gpu.device
    names = [slot.gpu.device for slot in devices]
    layers = (*(HOST,) * first, *names)
    experts = (*(HOST,) * (total - share.experts), *names[share.layers - share.experts :])
    return Placement(layers, experts, head)


def _assign(
    needs: Sequence[int], slots: Sequence[Slot], compute: int, *, force: bool
) -> list[Slot] | None:
    """The slot of each piece, or None."""
    rooms = [slot.room_bytes - compute for slot in slots]
    if sum(needs) > sum(room for room in rooms if room > 0) and not force:
        return None
    devices: list[Slot] = []
    current = 0
    room = rooms[0]
    for need in needs:
        while room < need:
            if current + 1 == len(slots):
                if not force:
                    return None
                break
            current += 1
            room = rooms[current]
        room -= need
        devices.append(slots[current])
    return devices
