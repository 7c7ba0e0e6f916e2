"""The store: made, opened, out of reach."""

WORDS = {
    "init.done": (
        "已建立登记簿 {path}（仅本人可读写）。",
        "Made the store {path} (readable by you alone).",
    ),
    "init.next": ("下一步：svcctl payments due", "Next: svcctl payments due"),
    "init.next@supplier": ("下一步：svcctl reports status", "Next: svcctl reports status"),
    "init.next-import": (
        "下一步：svcctl contract import 文件",
        "Next: svcctl contract import FILE",
    ),
    "refusal.init.exists": (
        "{path} 已经存在，没有改动。导入合同用 svcctl contract import，或用 --store 另选位置。",
        "{path} is there already and was not touched. Load contracts with svcctl contract "
        "import, or choose another place with --store.",
    ),
    "refusal.init.failed": (
        "不能建立 {path}：{error}。请检查文件夹，或用 --store 另选位置。",
        "{path} cannot be made: {error}. Check the folder, or choose another place with --store.",
    ),
    "backup.done": (
        "已备份到 {path}：{contracts} 份合同，{events} 条登记，已校验。请另存一份到别的磁盘。",
        "Backed up to {path}: {contracts:contract|contracts}, {events:fact|facts}, verified. "
        "Keep a copy on another disk.",
    ),
    "store.waiting": (
        "svcctl：有人正在登记 {path}，等候其完成（至多 15 秒，Ctrl-C 放弃）。",
        "svcctl: another is recording in {path}; waiting for it "
        "(15 seconds at most, Ctrl-C stops).",
    ),
    "store.rebuilt": (
        "已按登记簿重算清单：{path}，{contracts} 份合同。",
        "Lists worked out anew: {path}, {contracts:contract|contracts}.",
    ),
    "store.upgraded": (
        "已升级：{path}。升级前的备份：{backup}",
        "Upgraded: {path}. Backup from before: {backup}",
    ),
    "store.current": ("无须升级：{path}。", "Nothing to upgrade: {path}."),
    "store.lists-torn": (
        "svcctl：登记簿旁的清单与写入时不同，已改按登记簿逐项重算。"
        "请运行：svcctl store rebuild{store}",
        "svcctl: the lists beside the journal are not what was written; this answer was worked out "
        "from the journal. Make them anew: svcctl store rebuild{store}",
    ),
    "store.network": (
        "svcctl：{path} 在网络盘上，几台电脑同时使用会损坏登记簿。"
        "请放在本机磁盘，只把备份放到网络盘：svcctl store backup --to 文件夹",
        "svcctl: {path} is on a network drive, where several machines at once can damage it. "
        "Keep it on a disk of one machine, and only backups there: svcctl store backup --to DIR",
    ),
    "refusal.store.missing": (
        "没有登记簿 {path}。先建立：svcctl init，或用 --store 指明。",
        "there is no store {path}. Make one with svcctl init, or name it with --store.",
    ),
    "refusal.store.not-a-store": (
        "{path} 不是 svcctl 的登记簿。请用 --store 指明正确的文件。",
        "{path} is not a store of svcctl. Name the right file with --store.",
    ),
    "refusal.store.newer": (
        "{path} 是较新版本（{version}）的登记簿，本程序只认得 {known}。请升级 svcctl。",
        "{path} is a store of a newer version ({version}); "
        "this svcctl knows {known}. Upgrade svcctl.",
    ),
    "refusal.store.to-upgrade": (
        "{path} 由较早版本建立，还没有清单。请先运行：svcctl store upgrade{store}",
        "{path} was made by an earlier version and keeps no lists. "
        "First run: svcctl store upgrade{store}",
    ),
    "refusal.store.unsound": (
        "{path} 校验不通过，未升级。请先运行：svcctl audit verify{store}",
        "{path} is not what was recorded, and was not upgraded. See: svcctl audit verify{store}",
    ),
    "refusal.store.read-only": (
        "{path} 只能读，不能登记。请改文件或文件夹的权限，或用 --store 指明另一个。",
        "{path} can only be read. Change the permissions of file and folder, "
        "or name another with --store.",
    ),
    "refusal.store.locked": (
        "{path} 正被其他程序占用，等了 15 秒仍未让出。请稍后再试。",
        "{path} is in use and was not released in 15 seconds. Try again later.",
    ),
    "refusal.store.full": (
        "{path} 所在磁盘写不下了，什么也没有登记。请腾出空间再试。",
        "the disk of {path} is full; nothing was recorded. Make room and try again.",
    ),
    "refusal.store.damaged": (
        "{path} 已损坏。请用 svcctl audit verify 找出何处，并从备份恢复。",
        "{path} is damaged. Find out where with svcctl audit verify, and restore a backup.",
    ),
    "refusal.store.changed": (
        "{path} 中的 {event} 与登记时不符，因此不给出结果，也不登记。"
        "请运行 svcctl audit verify 查明，并从备份恢复。",
        "{event} in {path} is not what was recorded, so nothing is shown or recorded. "
        "See what is wrong with svcctl audit verify, and restore a backup.",
    ),
    "refusal.store.changed-file": (
        "{path} 中留存的文件 {digest} 已丢失或被改动。"
        "请运行 svcctl audit verify 查明，并从备份恢复。",
        "the file {digest} kept in {path} is lost or changed. "
        "See what is wrong with svcctl audit verify, and restore a backup.",
    ),
    "refusal.store.cannot-open": (
        "{path} 打不开。请检查文件和文件夹的权限。",
        "{path} cannot be opened. Check the permissions of file and folder.",
    ),
    "refusal.store.failed": (
        "{path} 出错：{error}。什么也没有登记。",
        "{path}: {error}. Nothing was recorded.",
    ),
    "refusal.store.scheme": (
        "不支持 {url} 数据库。请用文件路径或 sqlite:///。",
        "databases of the kind {url} are not supported. Give a path or sqlite:///.",
    ),
    "refusal.store.newer-fact": (
        "{event} 由较新版本的 svcctl（{version} 或更新）登记，本程序不认得。"
        "请升级 svcctl 后再查看 {path}。",
        "{event} was recorded by a newer svcctl ({version} or later), which this one does not "
        "know. Upgrade svcctl to read {path}.",
    ),
    "refusal.store.disk": (
        "{path} 所在磁盘读写出错（可能已满），什么也没有登记。"
        "请检查磁盘，再用 svcctl audit verify 核对。",
        "the disk of {path} could not be read or written (it may be full); nothing was recorded. "
        "Check it, then the store with svcctl audit verify.",
    ),
}
