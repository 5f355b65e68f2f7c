"""Chương trình một tệp, mở bằng cách nhấp đúp: hỏi gì, cho biết gì trong cửa sổ."""

TEXTS = {
    "window.title": "cmcn4: đối chiếu số liệu với các mục tiêu của Chiến lược quốc gia về Cách mạng công nghiệp lần thứ tư.",
    "window.which": "Kéo tệp Excel, tệp CSV hoặc cả thư mục số liệu thả vào cửa sổ này (hoặc gõ đường dẫn), rồi nhấn Enter. Gõ {quit} để thoát.",
    "window.no-file": "Không tìm thấy: {path}. Kiểm tra lại tên, hoặc kéo tệp từ cửa sổ thư mục thả vào đây.",
    "window.as-of": "Tính đến năm nào? Gõ năm (2025: tính đến hết 31/12/2025) hoặc ngày (30/6/2025). [Enter = hôm nay]",
    "window.no-day": "Chưa hiểu: {error}.",
    "window.checking": "Đang kiểm tra…",
    "window.refused": "Số liệu chưa được chấp nhận. Trang báo cáo nêu từng lỗi, ô có lỗi và cách sửa; sửa trong tệp gốc, lưu lại rồi kiểm tra lần nữa.",
    "window.elsewhere": "Không ghi được vào thư mục chứa số liệu, nên kết quả được ghi vào {folder}.",
    "window.page": "Báo cáo: {path}",
    "window.open-it": "Không tự mở được trang báo cáo: hãy mở tệp này bằng trình duyệt.",
    "window.nothing": "Chưa kiểm tra được và chưa ghi báo cáo nào; lý do ở dòng trên. Nếu tệp đang mở trong Excel thì lưu, đóng lại rồi kiểm tra lần nữa.",
    "window.close": "Nhấn Enter để đóng cửa sổ.",
}
