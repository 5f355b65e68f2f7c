"""Vì sao có kết luận, và quy tắc đánh giá bằng lời."""

TEXTS = {
    "reason.met": "{value}, đạt mức {wanted}",
    "reason.met.evidence": "{source}, {released}",
    "reason.short-of-threshold": "{value}, còn thiếu {gap} so với mức {wanted}",
    "reason.short-of-threshold.milestone": "báo cáo là chưa hoàn thành",
    "reason.short-of-threshold.member": "chưa đạt: {short}",
    "reason.short-of-threshold.members": "còn thiếu {gap} so với mức {wanted}",
    "reason.short-of-threshold.regions": "còn thiếu ở: {short}",
    "reason.touches-threshold": "{value}, chỉ vừa chạm mức {wanted}",
    "reason.touches-threshold.member": "chỉ vừa chạm mức: {short}",
    "reason.lost": "không đạt trong {short}: năm đã qua không thể bù lại",
    "reason.bound-across-threshold": "{value} có thể đạt hoặc không đạt mức {wanted}",
    "reason.bound-across-threshold.tier": (
        "bậc {tier} tương ứng thứ hạng từ {low} đến {high}: chưa rõ có đạt {wanted} hay không"
    ),
    "reason.within-tolerance": (
        "{value} thấp hơn {threshold} nhưng vẫn trong phạm vi «khoảng»: cần người quyết định"
    ),
    "reason.tied-values": "các nguồn ngang nhau cho số liệu khác nhau, từ {low} đến {high}",
    "reason.peers-undecided": "đứng thứ {low} đến {high} trong {group}: tùy thuộc {open}",
    "reason.peers-undecided.alone": "không có số liệu của các thành viên khác của {group}",
    "reason.total-differs": "tổng số là {total}, cộng các vùng là {sum}",
    "reason.evidence-missing": "báo cáo là đã hoàn thành nhưng không có văn bản và ngày ban hành",
    "reason.other-population": "đây là «{indicator}», không phải «{wanted_indicator}»: "
    "cần người quyết định",
    "reason.percent-suspicious": "{value}: tệp không cho biết đó là phần của 1 hay phần trăm; "
    "cần cấp có thẩm quyền xem xét, quyết định",
    "reason.doubtful": "{value} còn chưa chắc chắn, xem phần các vấn đề cần xem: cần cấp có thẩm quyền xem xét, quyết định",
    "reason.readings-disagree": "đạt nếu hiểu theo {yes}; không đạt nếu hiểu theo {no}",
    "reason.readings-disagree.open": "các cách hiểu phải thống nhất; chưa rõ: {open}",
    "reason.years-ahead": "bình quân {observed} là {so_far}; {ahead} phải đạt bình quân {needed}",
    "reason.years-ahead.hopeless": "bình quân {observed} là {so_far}: không mức nào bù được",
    "reason.no-observation": "không có số liệu dùng được",
    "reason.no-observation.official": "không có thứ hạng năm {period} do chính tổ chức công bố",
    "reason.no-observation.not-a-member": "khi đó chưa là thành viên của {group}",
    "reason.no-observation.members": "không có số liệu dùng được của {missing}",
    "reason.no-observation.none-yet": "chưa có số liệu năm nào của giai đoạn {years}",
    "reason.too-old": "số liệu mới nhất là của {period}, cũ hơn {max_age} năm so với thời điểm hỏi",
    "reason.incomplete.years": "thiếu số liệu {missing}; {open} phải đạt bình quân {needed}",
    "reason.incomplete.years.hopeless": "thiếu số liệu {missing}; không mức nào bù được",
    "reason.incomplete.members": "thiếu số liệu của {missing}",
    "reason.blocked": "bị chặn bởi lỗi tại {cell}: {message}",
    "rule.>=": "từ {number} trở lên",
    "rule.>": "trên {number}",
    "rule.<=": "không quá {number}",
    "rule.<": "dưới {number}",
    "rule.rank.<=": "thuộc nhóm {number} nước dẫn đầu",
    "rule.~.higher": (
        "khoảng {number}: đạt khi từ {number}, cần người quyết định nếu thấp hơn nhưng từ {edge}"
    ),
    "rule.~.lower": (
        "khoảng {number}: đạt khi không quá {number}, cần người quyết định nếu cao hơn đến {edge}"
    ),
    "rule.threshold": "{indicator}: {condition}",
    "rule.official": " (chỉ tính thứ hạng do chính tổ chức công bố)",
    "rule.breakdown": " ({breakdown})",
    "rule.peer-rank": "{indicator}: thuộc nhóm {number} nước dẫn đầu {group}, {members}",
    "rule.members.edition": "tính theo thành viên vào ngày công bố",
    "rule.members.as-of": "tính theo thành viên tại thời điểm hỏi",
    "rule.members.date": "tính theo thành viên ngày {date}",
    "rule.average.geometric": "{indicator}: bình quân nhân giai đoạn {years} {condition}",
    "rule.average.arithmetic": "{indicator}: bình quân cộng giai đoạn {years} {condition}",
    "rule.every": "{indicator}: {condition} ở từng phần: {members}",
    "rule.every.period": "{indicator}: {condition} trong mọi kỳ của giai đoạn {members}",
    "rule.every.peers": "{indicator}: thuộc nhóm {number} nước dẫn đầu {group} trong mọi kỳ của giai đoạn {members}",
    "rule.every.indicator": "{condition} đối với từng chỉ tiêu: {members}",
    "rule.count": "{indicator}: {condition}",
    "rule.count.all": "tổng số ít nhất {number}",
    "rule.count.each": "mỗi phần ít nhất {number}: {members}",
    "rule.milestone": "{indicator}: đã hoàn thành, có văn bản ghi ngày xác nhận",
    "rule.unanimous": "{rule}; chỉ kết luận khi mọi cách hiểu thống nhất",
}
