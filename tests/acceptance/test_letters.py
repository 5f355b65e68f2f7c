"""Letters to those who send figures: whose they are, what they say, where they are written."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from acceptance.cli import AT_2025, HEADER, inside, write
from unit.reporters.docx_reading import dump

HUE = "fibre-households,vn-hue,2025,79.5,% of households,MOST,\n"
BAD = "internet-users,vn-hue,2025,many,% of population,MOST,\n"
HA_NOI = "fibre-households,vn-ha-noi,2025,80.5,% of households,MOST,\n"
TARGETS = ("-t", "qd-2289/fibre-households-2025", "-t", "qd-2289/internet-users-2025")
ASKED = ("check", "inbox", *TARGETS, *AT_2025, "-q", "-o", "letters:out")
SETTINGS = """\
expect = "list.csv"
[report]
issuer = "BỘ KHOA HỌC VÀ CÔNG NGHỆ"
place = "Hà Nội"
answer-by = 2026-01-15
position = "CHÁNH VĂN PHÒNG"
"""

LETTER = """\
| BỘ KHOA HỌC VÀ CÔNG NGHỆ /  / Số: …/… / V/v rà soát, bổ sung số liệu thực hiện các mục tiêu \
| CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM / Độc lập - Tự do - Hạnh phúc /  \
/ Hà Nội, ngày … tháng … năm … |
Kính gửi: Ủy ban nhân dân tỉnh (thành phố) Huế
Số liệu của Quý đơn vị (tệp: hue.csv) về kết quả thực hiện các mục tiêu theo \
Quyết định số 2289/QĐ-TTg ngày 31 tháng 12 năm 2020 của Thủ tướng Chính phủ, \
tính đến ngày 31 tháng 12 năm 2025, đã được tiếp nhận và đối chiếu. \
Số liệu chưa được chấp nhận do còn lỗi (số lỗi: 1) tại các vị trí nêu dưới đây.
Bảng 1. Nội dung cần rà soát, chỉnh sửa
| STT | Mức | Vị trí | Nội dung | Cách xử lý |
| 1 | Lỗi | hue.csv D3 | “many” không phải là số. | Viết chẳng hạn 18,3 hoặc 18,3%, > 87, \
khoảng 90; để trống nếu chưa có số liệu. |
Bảng 2. Kết quả đối chiếu số liệu đã gửi với các mục tiêu
| STT | Mục tiêu | Yêu cầu | Số liệu hiện có | Kết luận |
| 1 | Hộ gia đình được phủ cáp quang · 2025 | > 80% | 79,5% (2025) | Dưới mức |
“Trên mức”, “Dưới mức”: mục tiêu đặt ra cho cả nước, chỉ dùng để so sánh, không phải là \
kết luận đạt hay chưa đạt đối với địa phương.
Đề nghị Quý đơn vị chỉnh sửa các nội dung nêu trên, bổ sung số liệu còn thiếu (nếu có) \
và gửi lại tệp số liệu trước ngày 15 tháng 01 năm 2026.
Trân trọng cảm ơn sự phối hợp của Quý đơn vị./.
| Nơi nhận: / - Như trên; / - Lưu: VT, …. | CHÁNH VĂN PHÒNG / … |
"""

REQUEST = """\
To: Sở KH&CN tỉnh Sơn La
No figures have been received from you yet on the targets of \
Decision 2289/QĐ-TTg of the Prime Minister of 2020-12-31, as of 2025-12-31.
Table 1. Figures still to be sent
| No. | Indicator | Unit | Period |
| 1 | Households covered by fibre | % of households | 2025 |
| 2 | Population using the Internet | % of population | 2025 |
Please send the figures named above by …
We thank you for your cooperation.
| Recipients: / - As above; / - On file, …. | … / … |
"""


@pytest.fixture(autouse=True)
def inbox(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "inbox"
    folder.mkdir()
    write(folder, HEADER + HUE + BAD, "hue.csv")
    write(folder, HEADER + HA_NOI, "ha-noi.csv")
    write(tmp_path, "area,recipient\nvn-hue,\nvn-son-la,Sở KH&CN tỉnh Sơn La\n", "list.csv")
    return folder


def said(path: Path) -> list[str]:
    """Return the texts of a letter, a row of a table as one, in the order of the page."""
    lines = dump(path.read_bytes()).replace("\u00a0", " ").splitlines()
    return [line if line.startswith("|") else line.partition(": ")[2] for line in lines]


def test_a_letter_says_what_was_received_and_what_is_to_be_done(tmp_path: Path) -> None:
    write(tmp_path, SETTINGS, "cmcn4.toml")
    assert inside(*ASKED, "--lang", "vi").code == 3
    assert said(tmp_path / "out" / "vn-hue.docx") == LETTER.splitlines()


def test_who_has_not_sent_is_asked_for_all_that_the_targets_need(tmp_path: Path) -> None:
    assert inside(*ASKED, "--no-config", "--expect", "list.csv").code == 3
    assert said(tmp_path / "out" / "vn-son-la.docx")[1:] == REQUEST.splitlines()


def test_who_lacks_nothing_is_told_so(inbox: Path, tmp_path: Path) -> None:
    users = "internet-users,vn-ha-noi,2025,85,% of population,MOST,\n"
    write(inbox, HEADER + HA_NOI + users, "ha-noi.csv")
    inside(*ASKED, "--no-config")
    texts = said(tmp_path / "out" / "vn-ha-noi.docx")
    assert "They are accepted." in texts[2]
    assert texts[-3] == "Nothing has to be mended or added."
    assert [text[-9:] for text in texts[5:7]] == ["| Above |", "| Above |"]


def test_without_a_list_those_are_written_to_who_have_sent_a_file(tmp_path: Path) -> None:
    inside(*ASKED, "--no-config")
    names = sorted(path.name for path in (tmp_path / "out").iterdir())
    assert names == ["vn-ha-noi.docx", "vn-hue.docx"]
    inside(*ASKED, "--no-config", "--expect", "list.csv")
    names = sorted(path.name for path in (tmp_path / "out").iterdir())
    assert names == ["vn-ha-noi.docx", "vn-hue.docx", "vn-son-la.docx"]


def test_each_body_that_reports_for_the_country_has_a_letter_on_its_own_file(
    inbox: Path, tmp_path: Path
) -> None:
    for path in inbox.iterdir():
        path.unlink()
    fibre = "fibre-households,VN,2025,85.1,% of households,MOST,\n"
    write(inbox, HEADER + fibre, "a.csv")
    write(inbox, HEADER + "internet-users,VN,2025,many,% of population,MOST,\n", "b.csv")
    inside(*ASKED, "--no-config")
    first, second = (said(tmp_path / "out" / name) for name in ("VN.docx", "VN-2.docx"))
    assert (first[1], second[1]) == (
        "To: the sender of the file a.csv",
        "To: the sender of the file b.csv",
    )
    assert any("85.1%" in text for text in first)
    assert not any("b.csv" in text for text in first)
    assert not any("a.csv" in text or "85.1%" in text for text in second)
    assert any("b.csv D2" in text for text in second)


def test_letters_are_the_same_bytes_each_time_and_say_nothing_active(
    inbox: Path, tmp_path: Path
) -> None:
    name = '"<w:p/>&\x01 =1+1"'
    write(inbox, HEADER + HUE.replace("MOST", name), "hue.csv")
    write(tmp_path, 'vn-hue;"Sở <b>&\u202e"\n', "list.csv")
    made = []
    for _ in range(2):
        inside(*ASKED, "--no-config", "--expect", "list.csv")
        made.append((tmp_path / "out" / "vn-hue.docx").read_bytes())
    assert made[0] == made[1]
    assert said(tmp_path / "out" / "vn-hue.docx")[1] == "To: Sở <b>&\ufffd"
    with zipfile.ZipFile(io.BytesIO(made[0])) as archive:
        assert archive.testzip() is None


def test_a_folder_of_letters_never_takes_the_place_of_what_is_read(
    inbox: Path, tmp_path: Path
) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "vn-hue.docx").symlink_to(inbox / "hue.csv")
    before = (inbox / "hue.csv").read_bytes()
    refused = inside(*ASKED, "--no-config")
    assert (refused.code, (inbox / "hue.csv").read_bytes()) == (2, before)
    assert "one of the files to be read" in refused.err
    assert inside("gaps", "inbox", *AT_2025, "-o", "letters:out").code == 2
    (tmp_path / "out" / "vn-hue.docx").unlink()
    (tmp_path / "out" / "vn-hue.docx").symlink_to(tmp_path / "own")
    refused = inside(*ASKED, "--no-config")
    assert (refused.code, (tmp_path / "own").exists()) == (2, False)
    assert "a link among the files of this folder is not followed" in refused.err
