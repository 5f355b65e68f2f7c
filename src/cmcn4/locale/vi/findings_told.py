"""Các phát hiện về những gì ghi quanh con số: phân tổ, địa phương, cột, lần gửi báo cáo."""

from __future__ import annotations

from collections.abc import Mapping

TEXTS: Mapping[str, str] = {
    # dòng và cột
    "finding.row-ragged": "Dòng có {cells} ô, tiêu đề có {columns} cột: không chắc số nào thuộc cột nào. Nội dung thừa đầu tiên: “{found}”.",
    "finding.row-ragged.number": "Dòng có {cells} ô, tiêu đề có {columns} cột: có thể số “{reading}” đã bị tách làm hai ở dấu phẩy. Nội dung thừa đầu tiên: “{found}”.",
    "finding.row-ragged.cut-off": "Tệp kết thúc giữa dòng này: dòng có {cells} ô, các dòng khác có ít nhất {columns} ô. Ô cuối cùng: “{found}”.",
    "hint.row-ragged.cut-off": "Tải hoặc lưu lại tệp; nếu dòng này đã đủ, hãy thêm dấu xuống dòng ở cuối.",
    "finding.header-not-found.above": "Có số liệu nằm phía trên dòng tiêu đề (dòng {row}), nơi chưa có tên cột: {rows} dòng, dòng đầu là “{found}”.",
    "hint.header-not-found.above": "Đưa dòng tiêu đề lên trên các dòng này, hoặc xóa các dòng đó nếu không cần.",
    "hint.row-ragged": "Đặt trong dấu ngoặc kép mỗi nội dung có chứa dấu phân cách cột, hoặc bỏ ô thừa.",
    "hint.row-ragged.number": "Nếu “{reading}” là một số, hãy đặt số đó trong dấu ngoặc kép hoặc dùng dấu chấm thập phân; nếu là hai số, hãy bỏ ô thừa.",
    "finding.breakdown-unreadable": "“{found}” trong cột {columns} không phải là phân tổ đã biết, như giới tính, thành thị hay nông thôn, ngành.",
    "hint.breakdown-unreadable": "Viết chẳng hạn nam, nữ, thành thị, nông thôn hoặc tên ngành; số chung thì để trống ô.",
    "finding.column-ambiguous.areas": "Số liệu này là của một địa phương, nhưng có nhiều tên khác nhau: {named}.",
    "hint.column-ambiguous.areas": "Sửa lại chỗ ghi sai, hoặc thêm cột địa phương.",
    "finding.column-ambiguous.cells": "Các ô của cột {columns} giống tên địa phương, phân tổ, đơn vị tính hoặc trạng thái, nhưng không rõ là gì: “{found}”.",
    "hint.column-ambiguous.cells": "Đặt tên cột theo đúng nội dung: địa phương, giới tính, thành thị/nông thôn, ngành, đơn vị tính hoặc trạng thái.",
    "finding.column-unread": "Không rõ cột {columns} ghi gì nên không dùng cột này; số ô: {count}.",
    "finding.column-unread.heading": "Không hiểu tiêu đề {columns} nên không đọc số bên dưới; số ô ở dòng của các chỉ tiêu cần kiểm tra: {count}.",
    "finding.column-unread.cells": "Cột {columns} có thể nói rõ thêm về số liệu, nhưng không rõ là gì; số ô: {count}.",
    "finding.column-unread.cumulated": "Cột {columns} lũy kế số tháng không thành một kỳ số liệu (như 9 tháng, 11 tháng); số ô không đọc: {count}.",
    "hint.column-unread": "Đặt tên cột theo đúng nội dung (chỉ tiêu, địa phương, năm, giá trị, đơn vị tính, nguồn, ghi chú…); `cmcn4 read TỆP` cho biết mỗi cột được hiểu là gì.",
    "hint.column-unread.heading": "Nếu đây là số thực hiện, hãy nêu rõ ở tiêu đề (năm, “thực hiện”, “kết quả”); nếu không thì không cần làm gì.",
    "hint.column-unread.cells": "Nếu cột phân biệt địa phương hoặc phân tổ, hãy đặt tên cột như vậy (địa phương, giới tính, thành thị/nông thôn, ngành); nếu không, hãy đặt là “ghi chú”.",
    "hint.column-unread.cumulated": "Ghi số liệu của cả năm, 6 tháng đầu năm, quý hoặc tháng.",
    "finding.rows-skipped.plan": "Bỏ qua cột {columns} (số kế hoạch, không phải số thực hiện).",
    "finding.rows-skipped.other-rows": "Bỏ qua {rows} dòng không phải số thực hiện ({examples}).",
    "finding.rows-skipped.change": "Bỏ qua cột {columns} (không phải số thực hiện).",
    # tệp
    "finding.nothing-read": "Tệp có {numbers} số nhưng không có số liệu nào dùng được cho các mục tiêu: {reasons}.",
    "finding.nothing-read.all-error": "Tệp có {numbers} số; mọi số có thể dùng cho các mục tiêu đều bị lỗi ({reasons}).",
    "hint.nothing-read": "Chạy `cmcn4 read TỆP` để xem tệp được hiểu thế nào, rồi ghi chỉ tiêu, địa phương, kỳ số liệu như trong docs/input.vi.md.",
    "hint.nothing-read.all-error": "Sửa các lỗi của tệp này; `cmcn4 read TỆP` cho biết tệp được hiểu thế nào.",
    # tên gọi
    "finding.indicator-ambiguous": "“{found}” có thể là {readings}.",
    "hint.indicator-ambiguous": "Ghi tên đầy đủ, ghi tổ chức công bố (ở cột nguồn, tiêu đề hoặc đơn vị tính), hoặc ghi mã chỉ tiêu, chẳng hạn gii-rank.",
    "finding.area-assumed": "Không có chỗ nào nêu số liệu của địa phương nào; được coi là của {area}.",
    "hint.area-assumed": 'Thêm cột “địa phương”, dòng “Đơn vị báo cáo: …” phía trên bảng, hoặc area = "…" trong cmcn4.toml.',
    "finding.area-unknown.submitter": "Số liệu do “{found}” gửi, không phải là địa phương đã biết; không dùng các dòng không ghi địa phương.",
    "hint.area-unknown.submitter": "Ghi địa phương vào cột “địa phương” hoặc trong cmcn4.toml; đơn vị riêng như xã, phường thì khai báo trong tệp mục tiêu (`areas:`).",
    "finding.area-unknown.cell": "“{found}” không phải là địa phương, cũng không phải là vùng hay tổng số đã biết.",
    "hint.area-unknown.cell": "Sửa lại tên, hoặc dùng mã địa phương; đơn vị riêng thì khai báo trong tệp mục tiêu (`areas:`).",
    "finding.area-unknown.clash": "Dòng ghi nhiều địa phương khác nhau: {found}.",
    "hint.area-unknown.clash": "Chỉ giữ địa phương mà số liệu thuộc về.",
    "finding.area-unknown.nothing": "Không có chỗ nào nêu số liệu của địa phương nào, và không thể coi là của nơi nào.",
    "hint.area-unknown.nothing": 'Thêm cột “địa phương”, dòng “Đơn vị báo cáo: …” phía trên bảng, hoặc area = "…" trong cmcn4.toml.',
    "finding.period-unreadable.cumulated": "“{found}” lũy kế số tháng không thành một kỳ số liệu (như 9 tháng, 11 tháng).",
    "hint.period-unreadable.cumulated": "Ghi số liệu của cả năm, 6 tháng đầu năm, quý hoặc tháng.",
    # lần gửi báo cáo
    "finding.superseded": "{source} đã gửi số liệu này hai lần: dùng lần gửi ngày {date}; lần gửi ngày {other_date} ({earlier}) được nêu là số công bố trước.",
    "hint.superseded": "Không cần làm gì nếu lần gửi sau là đúng.",
    # ô ẩn
    "finding.hidden-data.cells": "Có {hidden}; số liệu trong đó vẫn được đọc.",
    "finding.hidden-data.covered": "Dưới ô gộp có nội dung không hiển thị: {found} ({cells}); nội dung mà ô gộp hiển thị được dùng thay.",
    "hint.hidden-data.covered": "Bỏ gộp ô trong Excel; giữ lại phần được tính, xóa phần còn lại.",
}
"""Texts by `finding.<code>[.<variant>]` and `hint.<code>[.<variant>]`."""
