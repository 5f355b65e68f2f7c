"""Những đơn vị phải gửi số liệu, và tình hình của từng đơn vị."""

TEXTS = {
    "senders.title": "Tình hình gửi số liệu của các đơn vị",
    "senders.counts": "Số đơn vị phải gửi: {count}; đã tiếp nhận: {read}, chưa được chấp nhận: {refused}, chưa gửi: {absent}",
    "senders.refused": "chưa được chấp nhận ({count}): {names}",
    "senders.not-sent": "chưa gửi ({count}): {names}",
    "senders.unexpected": "ngoài danh sách ({count}): {names}",
    "senders.lacking": "đã tiếp nhận nhưng còn thiếu số liệu: {count} đơn vị (-v để xem chi tiết)",
    "senders.state.refused": "chưa được chấp nhận",
    "senders.state.not-sent": "chưa gửi",
    "senders.state.read": "đã tiếp nhận",
    "senders.state.unexpected": "ngoài danh sách",
    "senders.unknown": "chưa rõ đơn vị gửi",
    "senders.more": "(và {count} lỗi khác)",
    "senders.lacks": "còn thiếu: {what}",
    "senders.to-send": "phải gửi số liệu của {count} chỉ tiêu",
    "senders.to-send.one": "phải gửi số liệu của 1 chỉ tiêu",
    "senders.column.sender": "đơn vị",
    "senders.column.state": "tình hình",
    "senders.column.files": "tệp đã gửi",
    "senders.column.detail": "lý do, số liệu còn thiếu",
}
