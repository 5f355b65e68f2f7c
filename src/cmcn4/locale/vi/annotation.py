"""Lời trong bản sao có chú thích, bằng tiếng Việt."""

from __future__ import annotations

TEXTS: dict[str, str] = {
    "annotation.head": "{level} · {code}",
    "annotation.hint": "→ {hint}",
    "annotation.cut": "… cắt tại đây: một chú thích chứa tối đa 32.767 ký tự",
    "annotation.written": "bản sao có chú thích: {count}, trong {folder}",
    "annotation.named": "bản sao có chú thích là {path}",
    "annotation.none.format": "không có bản sao chú thích: chỉ chú thích tệp .xlsx và .xlsm",
    "annotation.none.unread": "không có bản sao chú thích: không đọc được tệp",
    "annotation.none.changed": "không có bản sao chú thích: tệp đã thay đổi sau khi được kiểm tra",
    "annotation.none.signed": "không có bản sao chú thích: tệp Excel có chữ ký số, mọi thay đổi sẽ làm hỏng chữ ký",
    "annotation.none.large": "không có bản sao chú thích: tệp Excel lớn hơn 4 GiB",
    "annotation.none.damaged": "không có bản sao chú thích: các phần bên trong tệp Excel không khớp nhau; hãy mở bằng Excel hoặc LibreOffice rồi lưu lại",
    "annotation.left-out": "số ô không có chú thích vì không còn chỗ: {count}; báo cáo vẫn liệt kê đủ mọi vấn đề",
}
