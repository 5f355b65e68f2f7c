"""What charts say of themselves, and what stands around one in a paper."""

from __future__ import annotations

TEXTS: dict[str, str] = {
    "chart.projected": "với tốc độ này",
    "chart.title": "{title}, {area}: {verdict}",
    "chart.story.one": "Chỉ có một số liệu: {value} ({year}).",
    "chart.story.from": "Từ {first} ({since}) đến {value} ({year}).",
    "chart.story.wanted": "Mục tiêu là {wanted} đến {horizon}.",
    "chart.story.pace": "Để đạt được, từ nay mỗi năm cần {pace}.",
    "chart.story.projected": "Với tốc độ đến nay, {then} sẽ là {value}.",
    "chart.story.rival": "Theo {source}: {value} ({year}).",
    "chart.story.peers": "{indicator} trong {group}, từ tốt nhất: {listed}.",
    "chart.remark.rank": "Thứ hạng; hạng tốt nhất ở trên cùng",
    "chart.remark.lower": "{unit}; càng thấp càng tốt",
    "chart.remark.unit": "{unit}",
    "chart.remark.peers": "{indicator}: các thành viên {group}, từ tốt nhất.",
    "chart.key.own": "số liệu: {source}",
    "chart.key.used": "số liệu được đánh giá",
    "chart.key.open": "ước tính hoặc sơ bộ",
    "chart.key.assumed": "giả định, ước tính hoặc sơ bộ",
    "chart.key.bounds": "chỉ biết khoảng giá trị",
    "chart.key.goal": "mức cần đạt (phía đạt được tô nhạt)",
    "chart.key.level": "mức cần đạt",
    "chart.key.path": "lộ trình cần có",
    "chart.key.projection": "theo tốc độ đến nay",
    "chart.key.cut": "vị trí cuối cùng còn đạt",
    "chart.wanted": "Mức cần đạt đến {horizon}: {wanted} ({document})",
    "chart.source": "Nguồn: {sources}.",
    "chart.made": "Tính đến {date}. Biểu đồ lập bằng cmcn4.",
}
