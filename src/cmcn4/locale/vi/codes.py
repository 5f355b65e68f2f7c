"""Ý nghĩa chung của từng mã phát hiện; docs/findings.vi.md nói đầy đủ hơn."""

from __future__ import annotations

from collections.abc import Mapping

TEXTS: Mapping[str, str] = {
    "code.file-unreadable": "Không đọc được tệp",
    "code.file-empty": "Tệp không có số liệu",
    "code.encoding-unknown": "Văn bản không đúng bảng mã",
    "code.legacy-vietnamese-encoding": "Văn bản dùng bảng mã tiếng Việt cũ",
    "code.header-not-found": "Không có dòng nào nêu tên cột",
    "code.column-missing": "Thiếu cột chỉ tiêu, kỳ số liệu hoặc giá trị",
    "code.column-ambiguous": "Hai cột có tên cùng nghĩa",
    "code.indicator-unknown": "Tên chỉ tiêu gần giống, nhưng không đúng, một tên đã biết",
    "code.area-unknown": "Tên địa bàn gần giống, nhưng không đúng, một tên đã biết",
    "code.period-unreadable": "Không đọc được kỳ số liệu hoặc ngày công bố",
    "code.number-unreadable": "Giá trị không phải là số",
    "code.number-ambiguous": "Con số có nghĩa khác nhau tùy dấu thập phân là chấm hay phẩy",
    "code.value-out-of-range": "Giá trị không thể có",
    "code.unit-mismatch": "Đơn vị tính trái với chỉ tiêu",
    "code.duplicate-conflict": "Một nguồn cho hai giá trị của cùng một số liệu",
    "code.formula-without-value": "Kết quả của công thức chưa từng được lưu",
    "code.cell-error": "Ô chứa lỗi của Excel",
    "code.targets-invalid": "Không dùng được bộ mục tiêu",
    "code.indicator-unlisted": "Tên chỉ tiêu không thuộc các mục tiêu",
    "code.duplicate-same": "Cùng một giá trị được ghi hai lần",
    "code.source-conflict": "Hai nguồn cho hai giá trị của cùng một số liệu",
    "code.source-missing": "Giá trị không ghi nguồn",
    "code.stale-value": "Giá trị mới nhất quá cũ so với ngày được hỏi",
    "code.rank-not-official": "Thứ hạng do người khác suy ra, không phải do nơi công bố in",
    "code.population-differs": "Số liệu của một tổng thể khác với mục tiêu",
    "code.hidden-data": "Ô bị ẩn vẫn được đọc",
    "code.percent-suspicious": "Giá trị dưới 1 trong khi cần phần trăm",
    "code.unit-suspicious": "Không biết đơn vị tính hoặc trạng thái này",
    "code.jump-suspicious": "Giá trị chênh lệch nhiều so với kỳ trước",
    "code.definition-changed": "Chỉ tiêu đã được thay bằng chỉ tiêu khác",
    "code.accept-unused": "Một quyết định trong cấu hình đã hết hạn hoặc không khớp với điều gì",
    "code.area-changed": "Địa bàn đã nhập vào nơi khác trước kỳ này",
    "code.file-skipped": "Bỏ qua một số tệp trong thư mục",
    "code.rows-skipped": "Bỏ qua các dòng của chuỗi số liệu hoặc địa bàn khác",
    "code.released-later": "Số liệu được công bố sau ngày được hỏi",
    "code.multi-year-skipped": "Số của nhiều năm chỉ dùng để tính bình quân",
    "code.target-missed": "Một chỉ tiêu không đạt",
    "effect.error": "Số liệu không được chấp nhận: lỗi chặn số liệu liên quan, mã thoát là 3.",
    "effect.warning": "Không chặn số liệu nào; đánh dấu điều còn nghi vấn.",
    "effect.note": "Không cần làm gì.",
}
"""Câu chữ theo `code.<mã>` và `effect.<mức>`."""
