"""Who was to send figures, and what became of each."""

TEXTS = {
    "senders.title": "Who was to send figures",
    "senders.counts": "Expected: {count}; read: {read}, refused: {refused}, not sent: {absent}",
    "senders.refused": "refused ({count}): {names}",
    "senders.not-sent": "not sent ({count}): {names}",
    "senders.unexpected": "not on the list ({count}): {names}",
    "senders.lacking": "read, and still lack figures: {count} (-v says which)",
    "senders.state.refused": "refused",
    "senders.state.not-sent": "not sent",
    "senders.state.read": "read",
    "senders.state.unexpected": "not on the list",
    "senders.unknown": "sender not known",
    "senders.more": "(and {count} more)",
    "senders.lacks": "lacks: {what}",
    "senders.to-send": "figures of {count} indicators to be sent",
    "senders.to-send.one": "figures of 1 indicator to be sent",
    "senders.column.sender": "sender",
    "senders.column.state": "state",
    "senders.column.files": "files",
    "senders.column.detail": "reason, what is lacking",
}
