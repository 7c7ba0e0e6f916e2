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
    "init.done-there": ("已在 {path} 建立登记簿。", "Made the store in {path}."),
    "refusal.init.rights": (
        "这个用户不能在 {path} 建立登记簿：要是数据库的所有者，"
        "并有 CREATEROLE，或已属 svcctl_owner。"
        "请服务器管理员来做。",
        "this login cannot make a store in {path}: it has to own the database, and to have "
        "CREATEROLE or be a member of svcctl_owner. Ask the server's administrator.",
    ),
    "refusal.init.encoding": (
        "{path} 的数据库编码是 {encoding}，不能写中文。"
        "请用 UTF8 另建：createdb -E UTF8 -T template0",
        "the database {path} is encoded in {encoding}. Make another in UTF8: "
        "createdb -E UTF8 -T template0",
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
    "backup.removed": (
        "按保留期限删除了 {count} 份旧备份。",
        "Removed {count:older backup|older backups} by age.",
    ),
    "backup.left": (
        "未删除 {path}：不是完好的备份，或有本库没有的登记。请核实后自行处理。",
        "Left {path} alone: it is no sound backup, or has facts that this store lacks. "
        "See what it is, and remove it yourself.",
    ),
    "refusal.backup.keep": (
        "--keep {text} 看不懂。请写 天数,周数,月数，如 --keep 14,8,24。",
        "--keep {text} is not understood. Write DAYS,WEEKS,MONTHS, such as --keep 14,8,24.",
    ),
    "store.sound": (
        "登记簿完好：{contracts} 份合同，{events} 条登记。",
        "The store is sound: {contracts:contract|contracts}, {events:fact|facts}.",
    ),
    "store.next-restore": (
        "恢复备份：svcctl store restore 备份 --store 新文件",
        "Restore a backup: svcctl store restore BACKUP --store NEW",
    ),
    "store.next-salvage": (
        "没有备份的，抢救完好的部分：svcctl store salvage --to 新文件",
        "Without one rescue what is intact: svcctl store salvage --to NEW",
    ),
    "restore.done": (
        "已恢复到 {path}：{contracts} 份合同，{events} 条登记，恢复前后均已校验。",
        "Restored to {path}: {contracts:contract|contracts}, {events:fact|facts}, "
        "verified before and after.",
    ),
    "restore.closed": (
        "这个登记簿已迁往 {to}，只能查看。要在这里继续登记，请加 --reopen 重新恢复。",
        "This store had moved to {to}: it can be read only. To go on recording here, restore it "
        "again with --reopen.",
    ),
    "move.done": (
        "已迁往 {path}：{contracts} 份合同，{events} 条登记，已校验。",
        "Moved to {path}: {contracts:contract|contracts}, {events:fact|facts}, verified.",
    ),
    "move.next": (
        "{source} 从此只能查看。以后用 --store {path}；换电脑的，把该文件拷过去。",
        "{source} can only be read from now on. Use --store {path}, or take that file to the "
        "other computer.",
    ),
    "salvage.whole": (
        "已全部抢救到 {path}：{contracts} 份合同，{events} 条登记，{files} 个附件，无缺失。",
        "All of it is in {path}: {contracts:contract|contracts}, {events:fact|facts}, "
        "{files:file|files}; nothing is missing.",
    ),
    "salvage.part": (
        "已抢救到 {path}：{contracts} 份合同，{events} 条登记，{files} 个附件。缺失如下：",
        "Rescued to {path}: {contracts:contract|contracts}, {events:fact|facts}, "
        "{files:file|files}. Missing:",
    ),
    "salvage.cut": (
        "{chain}：保留到第 {kept} 条，其后 {count} 条（至第 {known} 条）缺失。",
        "{chain}: stands up to fact {kept}; behind it {count:fact|facts} up to {known} went.",
    ),
    "salvage.gone": (
        "{chain}：已知的 {known} 条全部缺失。",
        "{chain}: nothing is left of its {known:fact|facts}.",
    ),
    "salvage.known": ("{kind}（{on}）", "{kind} ({on})"),
    "salvage.unknown": ("内容不明", "what it said is not known"),
    "salvage.more": (
        "  还有 {count} 条，见 --format json",
        "  {count:fact|facts} more: see --format json",
    ),
    "salvage.file": (
        "附件 {name}（{at}，SHA-256 {digest}）缺失。有原件的，重新登记即可补入。",
        "the file {name} ({at}, SHA-256 {digest}). Who still has it can enter it again.",
    ),
    "salvage.aside": (
        "{at} 的内部说明缺失，其余内容完好。",
        "the internal note of {at}; all else that it says is there.",
    ),
    "salvage.pages": (
        "文件缺少 {count} 页，其中可能还有无从知晓的登记。",
        "the file lacks {count:page|pages}; facts that nothing tells of may have stood there.",
    ),
    "salvage.log": (
        "旁边的日志中途损坏，其后刚登记的事项没有采用。",
        "the log beside it is damaged midway: what was recorded last, behind that, was not used.",
    ),
    "salvage.next": (
        "请与别处记下的末位校验值核对：svcctl audit verify --head 校验值 --store {path}",
        "Compare heads noted elsewhere: svcctl audit verify --head HEAD --store {path}",
    ),
    "refusal.salvage.nothing": (
        "{path} 中找不到任何完好的登记，没有写出文件。请恢复备份：svcctl store restore 备份",
        "not one sound fact can be made out in {path}; nothing was written. "
        "Restore a backup: svcctl store restore BACKUP",
    ),
    "refusal.store.moved": (
        "{path} 已于 {on} 迁往 {to}，这里只能查看，没有登记。请到那里登记；那份已丢失的，"
        "用 svcctl store restore {path} --reopen --store 新文件",
        "{path} moved to {to} on {on} and can only be read; nothing was recorded. Record there; "
        "if that one is lost: svcctl store restore {path} --reopen --store NEW",
    ),
    "refusal.store.place-taken": (
        "{path} 已经存在，没有改动。请另选位置，或先把它移走。",
        "{path} is there already and was not touched. Choose another place, or move it away.",
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
    "store.upgraded-there": (
        "已升级：{path}。各项事实未动，清单由下次查询生成；今后登记的内部说明另存，供应商看不到。",
        "Upgraded: {path}. No fact was touched; lists are made by the next question, and internal "
        "notes recorded from now on are not shown to suppliers.",
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
    "refusal.store.closed": (
        "登记簿已关闭：请用 svcctl.open_store(...) 重新打开。",
        "The store was closed; open it again with svcctl.open_store(...).",
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
        "{path} 已损坏。请恢复备份：svcctl store restore 备份 --store 新文件；"
        "没有的，抢救完好的部分：svcctl store salvage --to 新文件",
        "{path} is damaged. Restore a backup: svcctl store restore BACKUP --store NEW; "
        "without one rescue what is intact: svcctl store salvage --to NEW",
    ),
    "refusal.store.changed": (
        "{path} 中的 {event} 与登记时不符，因此不给出结果，也不登记。"
        "请运行 svcctl audit verify 查明，再恢复备份（svcctl store restore）"
        "或抢救完好的部分（svcctl store salvage）。",
        "{event} in {path} is not what was recorded, so nothing is shown or recorded. "
        "See what is wrong with svcctl audit verify; then restore a backup (svcctl store "
        "restore), or rescue what is intact (svcctl store salvage).",
    ),
    "refusal.store.changed-file": (
        "{path} 中留存的文件 {digest} 已丢失或被改动。"
        "请运行 svcctl audit verify 查明，再恢复备份（svcctl store restore）"
        "或抢救完好的部分（svcctl store salvage）。",
        "the file {digest} kept in {path} is lost or changed. "
        "See what is wrong with svcctl audit verify; then restore a backup (svcctl store "
        "restore), or rescue what is intact (svcctl store salvage).",
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
        "不支持 {url} 数据库。请用文件路径、sqlite:/// 或 postgresql://。",
        "databases of the kind {url} are not supported. Give a path, sqlite:/// or postgresql://.",
    ),
    "refusal.store.newer-fact": (
        "{event} 由较新版本的 svcctl（{version} 或更新）登记，本程序不认得。"
        "请升级 svcctl 后再查看 {path}。",
        "{event} was recorded by a newer svcctl ({version} or later), which this one does not "
        "know. Upgrade svcctl to read {path}.",
    ),
    "refusal.store.disk": (
        "{path} 所在磁盘读写出错（可能已满），什么也没有登记。"
        "请检查磁盘，再用 svcctl store check 核对；读不出的，svcctl store salvage --to 新文件",
        "the disk of {path} could not be read or written (it may be full); nothing was recorded. "
        "Check it, then the store: svcctl store check; if it cannot be read: "
        "svcctl store salvage --to NEW",
    ),
    # -- on a server
    "refusal.store.no-file": (
        "{path} 在服务器上，此命令只用于文件登记簿。服务器由管理员维护，见 docs/operations.zh.md。",
        "{path} is on a server; this command is for a store in a file. "
        "Its administrator looks after a server: docs/operations.md.",
    ),
    "refusal.store.bad-address": (
        "{path} 不是有效的服务器地址。写法：postgresql://用户@主机:5432/数据库",
        "{path} is no address of a server. Write postgresql://USER@HOST:5432/DATABASE",
    ),
    "refusal.store.no-driver": (
        "打开 {path} 需要 psycopg，本机没有装好。请运行 pip install 'psycopg[binary]'。",
        "{path} needs psycopg, which is not installed here. Run pip install 'psycopg[binary]'.",
    ),
    "refusal.store.no-server": (
        "打不开 {path}：{error}。请检查地址、用户和网络，密码放在 ~/.pgpass 或 PGPASSWORD。",
        "{path} cannot be opened: {error}. Check address, user and network; "
        "a password belongs in ~/.pgpass or PGPASSWORD.",
    ),
    "refusal.store.no-database": (
        "{path} 的服务器上没有这个数据库。请核对名称；还没有建的，请管理员先建："
        "createdb -E UTF8 -T template0 名称",
        "the server of {path} has no such database. Check its name; where it is still to be made, "
        "its administrator does: createdb -E UTF8 -T template0 NAME",
    ),
    "refusal.store.no-role": (
        "{path} 的服务器上没有这个账号。请核对用户名；没有的，请管理员建："
        "CREATE ROLE 账号 LOGIN PASSWORD '密码'",
        "the server of {path} has no such login. Check its name, or ask the administrator for "
        "CREATE ROLE NAME LOGIN PASSWORD '...'",
    ),
    "refusal.store.no-password": (
        "{path} 要密码，没有给，或者不对。请写入 ~/.pgpass（权限 0600）或 PGPASSWORD。",
        "a password is needed for {path}: none was given, or not the right one. Put it into "
        "~/.pgpass (mode 0600) or PGPASSWORD.",
    ),
    "refusal.store.no-host": (
        "连不上 {path} 的服务器：地址或端口不对，服务器没有运行，或者网络不通。请核对后再试。",
        "the server of {path} is not reached: a wrong address or port, it does not run, or the "
        "network does not let through. Check them and try again.",
    ),
    "refusal.store.not-granted": (
        "{path} 没有给这个用户授权。请管理员运行 svcctl store grant --role 角色 账号。",
        "this login was granted nothing in {path}. "
        "Ask its administrator for svcctl store grant --role ROLE LOGIN.",
    ),
    "refusal.store.no-right": (
        "{path} 不允许这个用户这样做，什么也没有登记。各角色能做什么：svcctl store grant --help",
        "{path} does not let this login do that; nothing was recorded. "
        "What each role may: svcctl store grant --help",
    ),
    "refusal.store.refused": (
        "{path} 拒绝了要写的内容，什么也没有登记（{error}）。请运行 svcctl audit verify 查明。",
        "{path} refused what was to be written; nothing was recorded ({error}). "
        "See what is wrong with svcctl audit verify.",
    ),
    "refusal.store.contended": (
        "{path} 中别人抢先登记了，几次重试都没有成功，什么也没有登记。请稍后再试。",
        "others recorded in {path} first, several times over; nothing was recorded. Try again.",
    ),
    "refusal.store.locked-by": (
        "{path} 中的 {chain} 正被 {who} 占用，等了 15 秒仍未让出，什么也没有登记。"
        "请稍后再试，或请管理员结束那个连接。",
        "{chain} in {path} is held by {who} and was not released in 15 seconds; nothing was "
        "recorded. Try again later, or have the administrator end that connection.",
    ),
    "refusal.store.server-gone": (
        "与 {path} 的连接断了，什么也没有登记。请稍后再试。",
        "the connection to {path} was lost; nothing was recorded. Try again.",
    ),
    "refusal.store.unknown-end": (
        "与 {path} 的连接在提交时断了，可能已登记，也可能没有。请先用 svcctl audit log 查看再重试；"
        "带 --key 的命令可以直接重试。",
        "the connection to {path} was lost while it committed: it may be recorded or not. Look at "
        "svcctl audit log before trying again; a command with --key can be repeated at once.",
    ),
    "refusal.store.server-read-only": (
        "{path} 只能读（备用服务器或只读会话），不能登记。请用主服务器的地址。",
        "{path} can only be read (a standby, or a read-only session). "
        "Give the address of the primary server.",
    ),
    "refusal.store.server-busy": (
        "{path} 没有空闲的连接或内存：{error}。请稍后再试。",
        "{path} has no connection or memory left: {error}. Try again later.",
    ),
    "refusal.store.nul": (
        "{event} 的文字里有空字符（NUL），{path} 存不下。请去掉它。",
        "a text of {event} has a NUL in it, which {path} cannot keep. Take it out.",
    ),
    "refusal.store.not-text": (
        "输入的文字里有半个字符，{path} 存不下。请重新输入。",
        "a text has half a character in it, which {path} cannot keep. Type it anew.",
    ),
    "refusal.login.role": (
        "这个用户在登记簿里的角色是 {granted}，不能以 {typed} 的身份查看。请去掉 --role。",
        "this login was granted the role {granted} and cannot look as {typed}. Leave out --role.",
    ),
    "refusal.login.actor": (
        "这个用户登记时署名 {granted}，不能署 {typed}。请去掉 --actor。",
        "this login records as {granted}, not as {typed}. Leave out --actor.",
    ),
    # -- who may what
    "grant.notes": (
        "这些合同有 {count} 条早先的登记带内部说明（备注、原因、预算或不一致事项），供应商看得到。"
        "以后登记的另存，供应商看不到。",
        "{count:fact of before carries|facts of before carry} internal notes (a remark, a reason, "
        "budget or findings) that the supplier can read now. Later ones are kept from it.",
    ),
    "grant.done-finance": (
        "{login} 现在可以查看全部合同、登记各类事项，署名 {handle}。",
        "{login} can read every contract now and record every kind of fact, as {handle}.",
    ),
    "grant.done-vendor": (
        "{login} 现在可以查看 {contracts}，登记供应商自己的事项，署名 {handle}。",
        "{login} can read {contracts} now and record what is the supplier's own, as {handle}.",
    ),
    "grant.done-auditor": (
        "{login} 现在可以查看全部合同，不能登记。",
        "{login} can read every contract now, and record nothing.",
    ),
    "grant.hand-over": (
        "请交给使用的人：--store '{address}'，密码另交（放在 ~/.pgpass）。再次授权的命令：",
        "Hand over: --store '{address}', and the password by another way (into ~/.pgpass). "
        "The command that grants the same again:",
    ),
    "grant.nobody": ("没有给任何账号授权。", "No login was let in."),
    "grant.revoked": ("已收回 {login} 的授权。", "{login} is let in no longer."),
    "refusal.store.upgrade-keeper": (
        "{path} 的升级须由管理员（svcctl_owner 的成员）执行。",
        "{path} is upgraded by its administrator, a member of svcctl_owner.",
    ),
    "refusal.store.upgrade-differs": (
        "{path} 升级后的保护与本版本应有的不同，已全部撤销。"
        "请查看库中是否有他人建立的表、函数或触发器。",
        "{path}: upgraded, its guards would not be those of this version; nothing was changed. "
        "Look for tables, functions or triggers that somebody else made there.",
    ),
    "refusal.store.no-lists": (
        "{path} 的清单由财务方的登录名保存；本登录名每次按登记簿计算，无须重算。",
        "{path}: lists are kept by logins of finance; for this login they are worked out from the "
        "journal each time.",
    ),
    "refusal.grant.file": (
        "{path} 是文件登记簿，没有账号：谁有文件谁就能改，以存在外面的校验值为证"
        "（svcctl audit seal）。要按账号授权，请把登记簿放到 PostgreSQL 服务器。",
        "{path} is a file and has no logins: whoever has it can do anything, and heads kept "
        "outside are the witness (svcctl audit seal). To grant rights, keep the store on a "
        "PostgreSQL server.",
    ),
    "refusal.grant.what": (
        "请写一个账号，或用 --list 列出已授权的账号。",
        "Name a login, or list who was let in with --list.",
    ),
    "refusal.grant.contracts": (
        "--role vendor 要用 --contract 指明合同；其他角色看全部合同，不用 --contract"
        "（这里是 {role}）。",
        "--role vendor needs --contract, the others see all contracts and take none "
        "(this is {role}).",
    ),
    "refusal.grant.no-login": (
        "服务器上没有账号 {login}。请管理员先建立：CREATE ROLE {login} LOGIN",
        "the server has no login {login}. Have it made first: CREATE ROLE {login} LOGIN",
    ),
    "refusal.grant.keeper": (
        "{login} 是登记簿的管理员（超级用户或 svcctl_owner 的成员），授权限制不了它。请另用账号。",
        "{login} keeps the store (a superuser, or a member of svcctl_owner) and cannot be held "
        "to a role. Use another login.",
    ),
    "refusal.grant.not-keeper": (
        "在 {path} 授权要用管理员的账号（建立登记簿的那个），现在的账号是 {role}，不能授权。",
        "rights in {path} are granted by the administrator's login, which made the store; "
        "this login is {role} there. Ask its administrator.",
    ),
    "refusal.grant.other": (
        "{login} 已是 {role}，署名 {handle}；一个账号只有一个角色。"
        "先收回：svcctl store grant --revoke {login}",
        "{login} is {role} already, as {handle}; a login has one role. "
        "Take that back first: svcctl store grant --revoke {login}",
    ),
    "refusal.grant.none": (
        "{login} 没有授权。已授权的：svcctl store grant --list",
        "{login} was granted nothing. Who was: svcctl store grant --list",
    ),
    # -- done once
    "refusal.key.other": (
        "--key {named} 已用于另一条登记（{event}），内容与这次不同。什么也没有登记，请换编号。",
        "--key {named} was used for another act ({event}). Nothing was recorded; take another key.",
    ),
    "key.done": (
        "已登记过（--key {named}）：{event}。这次什么也没有登记。",
        "Recorded already (--key {named}): {event}. Nothing was recorded this time.",
    ),
    "refusal.key.old-store": (
        "{path} 是旧版登记簿，不能用 --key。请先升级：svcctl store upgrade",
        "{path} is a store of before, which keeps no keys. Upgrade it: svcctl store upgrade",
    ),
    # -- copies
    "refusal.move.no-folder": (
        "没有文件夹 {path}。请先建好，或写明新文件：{path}/{name}",
        "there is no folder {path}. Make it first, or name the new file: {path}/{name}",
    ),
    "copy.done": (
        "已复制到 {path}：{contracts} 份合同，{count} 条登记"
        "（工作日历和登记簿自身的 {own} 条不在内）。",
        "Copied {contracts:contract|contracts}, {count:fact|facts} to {path}; calendars and "
        "the store itself: {own:fact|facts} more.",
    ),
    "copy.parts": (
        "{chain} 两边不同，没有复制：到第 {common} 条为止相同，来源是 {ours}，去处是 {theirs}。"
        "请用 svcctl compare facts 核对后另行登记。",
        "{chain} was left: the two agree up to fact {common}, then {ours} stands here and {theirs} "
        "there. Compare them with svcctl compare facts, and record anew.",
    ),
    "refusal.copy.same": ("来源和去处是同一个：{path}。", "{path} is both source and target."),
    "refusal.copy.not-keeper": ("只有 {path} 的管理员能复制。", "only who keeps {path} can copy."),
    "refusal.copy.meanwhile": (
        "复制时 {path} 中的 {chain} 有了新登记。请重新运行，会接着复制。",
        "{chain} in {path} was added to meanwhile. Run it again: it goes on where it stopped.",
    ),
    "refusal.copy.to-upgrade": (
        "{path} 由较早版本建立，放不下另存的内部说明。请先对它运行 svcctl store upgrade，再复制。",
        "{path} was made by an earlier version and has no place for internal notes of their own. "
        "Run svcctl store upgrade on it first.",
    ),
    "refusal.copy.notices": (
        "{path} 缺来源已读入的放假通知（{events}），复制后日期会不同。"
        "请先在那里 svcctl calendar import。",
        "{path} lacks notices that the source has read ({events}): dates would differ there. "
        "Read them there first with svcctl calendar import.",
    ),
}
