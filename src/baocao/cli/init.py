"""`baocao init`: a new workspace to begin with."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from baocao.cli.exits import DATA_ERRORS, GOOD
from baocao.cli.options import refuse_call, say
from baocao.vietnamese.counts import count_text
from baocao.vietnamese.system_errors import reason_of

if TYPE_CHECKING:
    from baocao.features.init.install_source import Source
    from baocao.features.init.new_workspace import Created
    from baocao.features.init.wheelhouse import House

MOST_NAMES: Final = 10
"""How many names of what is in the way are said."""


def init(
    thu_muc: Annotated[Path, typer.Argument(metavar="THƯ_MỤC", help="Thư mục mới hoặc còn trống.")],
    nguon: Annotated[
        str | None,
        typer.Option(
            "--nguon",
            metavar="NGUỒN",
            help="Nơi máy khác cài baocao: địa chỉ Git kèm mã commit (https://…/baocao.git@3f2c…), tệp "
            "https://…/baocao-….whl#sha256=… hoặc baocao==0.1.0; mặc định là nơi đã cài bản đang chạy.",
        ),
    ] = None,
    ngoai_tuyen: Annotated[
        Path | None,
        typer.Option(
            "--ngoai-tuyen",
            metavar="THƯ_MỤC",
            help="Thư mục các tệp .whl (do make wheelhouse lập): chép vào thư mục dữ liệu, để CI cài đặt "
            "không cần mạng.",
        ),
    ] = None,
) -> int:
    """Tạo thư mục dữ liệu mới, có số liệu giả lập.

    Gồm danh mục đơn vị và chỉ tiêu, một chỉ đạo, một báo cáo, hồ sơ, mẫu văn bản, cấu hình cho VS Code,
    pre-commit, GitHub và GitLab.
    """
    from baocao.features.init.new_workspace import (  # noqa: PLC0415 - keeps --help fast
        NoSchemasError,
        NotEmptyError,
        create_workspace,
    )
    from baocao.report.text import text_report  # noqa: PLC0415

    if nguon is not None and ngoai_tuyen is not None:
        raise refuse_call("Chỉ dùng một trong hai: --nguon hoặc --ngoai-tuyen.")
    house = _read_wheelhouse(ngoai_tuyen) if ngoai_tuyen else None
    source = house.source if house else _install_source(nguon)
    if thu_muc.exists() and not thu_muc.is_dir():
        raise refuse_call(f"'{thu_muc}' là một tệp, không phải thư mục.")
    try:
        created = create_workspace(thu_muc, source, say, house)
    except NotEmptyError as error:
        raise refuse_call(_in_the_way(thu_muc, error.names)) from None
    except NoSchemasError as error:
        say(text_report(error.problems, {}).rstrip())
        return DATA_ERRORS
    except OSError as error:
        say(f"Lỗi: không ghi được vào '{thu_muc}': {reason_of(error)}.")
        return DATA_ERRORS
    _tell_created(thu_muc, created)
    _tell_source(source)
    return GOOD


def _read_wheelhouse(folder: Path) -> "House":
    """Return the wheels of a folder, or end the command with what it lacks."""
    from baocao.features.init.wheelhouse import BadHouseError, read_house  # noqa: PLC0415

    if not folder.is_dir():
        raise refuse_call(f"Không có thư mục '{folder}'.")
    try:
        return read_house(folder)
    except BadHouseError as error:
        raise refuse_call(f"--ngoai-tuyen '{folder}': {error}. Lập lại bằng make wheelhouse.") from None
    except OSError as error:
        raise refuse_call(f"--ngoai-tuyen '{folder}' không đọc được: {reason_of(error)}.") from None


def _tell_source(source: "Source") -> None:
    """Say how a source could be fixed that others can put another program into."""
    if source.requirement is None or source.is_fixed:
        return
    if source.pinned:
        say(f"Chú ý: chưa biết mã băm của {source.pinned} nên CI không đối chiếu được tệp tải về; để ghim")
        say("chặt, ghi --nguon là địa chỉ tệp .whl kèm #sha256=…, hoặc địa chỉ Git kèm mã commit.")
        return
    shown = f"'{source.revision}' là thẻ hoặc nhánh" if source.revision else "nguồn không ghi phiên bản"
    say(f"Chú ý: {shown}, nội dung có thể bị đổi; để ghim chặt, ghi mã commit đủ 40 chữ số sau dấu @.")


def _install_source(given: str | None) -> "Source":
    from baocao.features.init.install_source import BadSourceError, own_source, read_source  # noqa: PLC0415

    if given is None:
        return own_source()
    try:
        return read_source(given)
    except BadSourceError:
        message = f"--nguon '{given}' không phải là địa chỉ Git hay phiên bản. "
        raise refuse_call(message + "Ghi như https://…/baocao.git@v0.1.0 hoặc baocao==0.1.0.") from None


def _in_the_way(folder: Path, names: list[str]) -> str:
    from baocao.vietnamese.text import first_few  # noqa: PLC0415 - keeps --help fast

    present = first_few(names, MOST_NAMES, "mục")
    return f"'{folder}' không phải là thư mục trống; đang có: {present}. Chọn thư mục khác."


def _tell_created(folder: Path, created: "Created") -> None:
    """Say what was made and what to do next."""
    from baocao.features.init.new_workspace import PERIOD  # noqa: PLC0415
    from baocao.features.schema.schemas import FOLDER, SETTINGS  # noqa: PLC0415

    say(f"Đã tạo {count_text(len(created.names))} tệp trong '{folder}' (số liệu giả lập):")
    wheels = [name for name in created.names if name.endswith(".whl")]
    for name in created.names:
        if name not in wheels:
            say(f"  {name}")
    if wheels:
        say(f"  {Path(wheels[0]).parent}/ ({count_text(len(wheels))} tệp .whl)")
    if created.schemas:
        say(f"và {created.schemas} lược đồ trong {FOLDER}, dùng bởi {SETTINGS}.")
    if not created.has_ci:
        say("Chưa ghi tệp CI (GitHub, GitLab), vì không biết máy khác cài baocao từ đâu: thêm --nguon.")
    say("Tiếp theo:")
    if folder.resolve() != Path.cwd():
        say(f'  cd "{folder}"')
    for command in ("check", "build", "page"):
        say(f"  baocao {command} --ky {PERIOD}")
    say("Đọc README.md trong thư mục ấy để thay bằng dữ liệu thật.")
