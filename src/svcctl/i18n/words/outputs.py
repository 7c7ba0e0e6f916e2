"""What the system says of a file, and what is said of files that are written."""

WORDS = {
    "trouble.EACCES": (
        "没有权限，或文件正被别的程序打开",
        "no permission, or another program has it open",
    ),
    "trouble.EDQUOT": ("磁盘配额已用完", "the disk quota is used up"),
    "trouble.EEXIST": ("同名的文件或文件夹已经在那里", "something of that name is there already"),
    "trouble.EIO": ("读写磁盘出错", "the disk failed to read or write"),
    "trouble.EISDIR": ("那是一个文件夹", "it is a folder"),
    "trouble.ENAMETOOLONG": ("文件名太长", "the name is too long"),
    "trouble.ENOENT": ("文件夹不存在", "the folder does not exist"),
    "trouble.ENOSPC": ("磁盘已满", "the disk is full"),
    "trouble.ENOTDIR": (
        "路径中有一段是文件，不是文件夹",
        "a part of the path is a file, not a folder",
    ),
    "trouble.EPERM": ("系统不允许", "the system does not allow it"),
    "trouble.EROFS": ("磁盘是只读的", "the disk is read-only"),
    "trouble.EBADF": ("输出已被关闭", "the output was closed"),
    "output.written": ("已写入 {path}", "Written to {path}"),
    "progress.contracts": ("读取合同", "Contracts"),
    "progress.rows": ("写出", "Writing"),
    "progress.events": ("校验登记事项", "Facts"),
    "refusal.output.store": (
        "{path} 是登记簿所在的文件，不能用结果覆盖。请换一个文件名。",
        "{path} is part of a store; an answer never takes its place. Choose another name.",
    ),
    "refusal.output.suffix": (
        "{path}：这里写不出这种文件。文件名可以这样结尾：{names}",
        "{path}: no file of that kind is written here. Its name can end in {names}",
    ),
    "refusal.output.failed": ("写不了 {path}：{error}。", "{path} cannot be written: {error}."),
    "refusal.pdf.no-office": (
        "这台电脑上没有找到 LibreOffice，写不出 PDF。"
        "请改用 -o 文件.{end}，在 WPS 或 Office 里打开后另存为 PDF。",
        "LibreOffice, which makes PDFs, is not found here. "
        "Write -o FILE.{end} instead, open it and save it as PDF.",
    ),
    "refusal.pdf.failed": (
        "LibreOffice 没有做出 PDF（{error}）。请改用 -o 文件.{end}，打开后另存为 PDF。",
        "LibreOffice made no PDF ({error}). Write -o FILE.{end} instead, and save it as PDF.",
    ),
    "refusal.pdf.too-long": (
        "LibreOffice 用了 {seconds} 秒还没有做出 PDF，已停止。"
        "请改用 -o 文件.{end}，打开后另存为 PDF。",
        "LibreOffice made no PDF in {seconds:second|seconds} and was stopped. "
        "Write -o FILE.{end} instead, and save it as PDF.",
    ),
}
