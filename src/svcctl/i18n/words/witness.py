"""Witnesses outside: seals, their signatures, proofs of single facts."""

WORDS = {
    "seal.done": (
        "已写出 {count} 条链的末位校验值。文件的 {digests}",
        "The heads of {count:chain|chains} are written. The file's {digests}",
    ),
    "seal.next": (
        "请由两人各自签名（ssh-keygen -Y sign -n svcctl -f 私钥 {path}），或交时间戳机构盖章，"
        "或发给对方留存；以后核对：svcctl audit verify --seal {path}",
        "Have two people sign it (ssh-keygen -Y sign -n svcctl -f KEY {path}), or have it "
        "time-stamped, or send it to the other side; to check later: "
        "svcctl audit verify --seal {path}",
    ),
    "seal.by-key": (
        "签名写在 {path}.sig。名单（allowed signers 文件）里写一行：签名人 {key}；"
        "以后核对：svcctl audit verify --seal {path} --signers 名单",
        "The signature is in {path}.sig. The list of signers has a line: NAME {key}; "
        "check later: svcctl audit verify --signers LIST --seal {path}",
    ),
    "seal.signed": (
        "封存文件涵盖 {count} 条登记，有 {signatures} 人签名：{signers}；"
        "其后的 {after} 条没有签名。",
        "The seal covers {count:fact|facts}, signed by {signatures}: {signers}; "
        "{after:fact|facts} after it by none.",
    ),
    "seal.unsigned": (
        "封存文件涵盖 {count} 条登记，没有核对到签名；其后另有 {after} 条。",
        "The seal covers {count:fact|facts}, with no signature checked; "
        "{after:fact|facts} after it.",
    ),
    "seal.sm3-holds": (
        "按 SM3（GB/T 32905-2016）重算各链，也与封存文件一致。",
        "Worked out anew by SM3 (GB/T 32905-2016), all chains agree with the seal too.",
    ),
    "seal.sm3-unchecked": (
        "封存文件里的 SM3 校验值没有核对：库已不符，或本机的 Python 不支持 SM3。",
        "The seal's heads by SM3 were not checked: the store is broken already, or Python here "
        "has no SM3.",
    ),
    "refusal.seal.output": (
        "封存要写成文件：请用 -o 文件 指明。",
        "a seal is written to a file: name it with -o FILE.",
    ),
    "refusal.seal.not-a-seal": (
        "{path} 不是 svcctl audit seal 写出的封存文件。",
        "{path} is no seal that svcctl audit seal wrote.",
    ),
    "refusal.seal.signers-of": (
        "{option} 要与 --seal 一起用。",
        "name the seal with --seal, beside {option}.",
    ),
    "refusal.seal.no-tool": (
        "不能运行 ssh-keygen（{error}），签名没有核对。请安装 OpenSSH。",
        "ssh-keygen cannot be run ({error}), so no signature was checked. Install OpenSSH.",
    ),
    "refusal.seal.no-key": (
        "{path} 里没有能读出的私钥，没有封存。请用 ssh-keygen -t ed25519 生成。",
        "there is no private key to be read in {path}; nothing was sealed. Make one: "
        "ssh-keygen -t ed25519.",
    ),
    "refusal.seal.other-key": (
        "{path} 里的私钥不是 Ed25519，没有封存。请用 ssh-keygen -t ed25519 生成，"
        "或不写 --key，再用 ssh-keygen -Y sign 签名。",
        "the private key in {path} is not an Ed25519 key; nothing was sealed. Make one: "
        "ssh-keygen -t ed25519, or leave --key out and sign with ssh-keygen -Y sign.",
    ),
    "refusal.seal.key-locked": (
        "{path} 里的私钥有口令，没有封存。请不写 --key，"
        "再用 ssh-keygen -Y sign -n svcctl -f {path} 签名，由它问口令。",
        "the private key in {path} has a passphrase; nothing was sealed. Leave --key out and "
        "sign with ssh-keygen -Y sign -n svcctl -f {path}, which asks for it.",
    ),
    "refusal.hash.not-here": (
        "本机的 Python 不支持 {name}。请换一台装有 OpenSSL 1.1.1 以上的电脑，或不写 --hash。",
        "Python here has no {name}. Take a machine with OpenSSL 1.1.1 or later, or leave --hash "
        "out.",
    ),
    "prove.shows": (
        "登记 {event}（{kind}，{on}；{at} 登记）在下面这个末位校验值之前已在登记簿里，"
        "此后没有改动：",
        "{event} ({kind}, {on}; recorded {at}) was in the journal before this head and has not "
        "been changed since:",
    ),
    "prove.by-seal": (
        "依据：本链 {count} 行；{chains} 条链的封存 {seal}（{on}），旁证 {path} 个；"
        "登记簿自己的链 {store} 行。",
        "By {count:row|rows} of its own chain, the seal {seal} of {on} over {chains:chain|chains} "
        "with {path:hash|hashes} beside the way, and {store:row|rows} of the store's own chain.",
    ),
    "prove.direct": ("依据：本链 {count} 行。", "By {count:row|rows} of its own chain."),
    "prove.with-payload": ("登记的内容在证明里。", "What the fact says is in the proof."),
    "prove.without-payload": (
        "证明里只有种类、日期、登记人和内容的校验值，没有内容；要带上内容，写 --payload。",
        "The proof has its kind, dates, role and the digest of what it says, not what it says; "
        "with --payload it has that too.",
    ),
    "prove.against": (
        "单凭这份证明不足为信：请与库外留存的同一个校验值对照（audit seal 写出的封存文件、"
        "抄下或打印的末位校验值）。留存的是更晚的，用 --seal 文件 或 --head 校验值 指明，"
        "证明就接到那里。",
        "By itself it proves nothing: hold that head against the same one kept outside the store "
        "(a seal that audit seal wrote, a head noted down or printed). Where what is kept is "
        "later, name it with --seal FILE or --head HEAD, and the proof leads there.",
    ),
    "prove.against-noted": (
        "这就是您指明的那个：核对的人要从自己留存的封存文件、抄本或打印件里取它，不从这份证明里取。",
        "It is the one that you named: whoever checks takes it from the seal, note or print that "
        "he kept himself, not from this proof.",
    ),
    "prove.check": (
        "核对不需要 svcctl：docs/proof.zh.md 里有二十行的 Python 程序。",
        "To check it takes nothing of svcctl: docs/proof.md has a Python program of twenty lines.",
    ),
    "refusal.prove.no-event": (
        "没有登记 {event}。编号见 svcctl audit log。",
        "there is no event {event}. See svcctl audit log.",
    ),
    "refusal.prove.unsealed": (
        "{event} 之后还没有封存：次日第一笔登记会自动封存；"
        "现在要证明，先 svcctl audit seal -o 文件，再加 --seal 文件。",
        "no seal is on {event} yet: the first entry of another day makes one. To prove it now: "
        "svcctl audit seal -o FILE, then --seal FILE.",
    ),
    "refusal.prove.not-covered": (
        "{event} 在您指明的各校验值之后才登记，或者它们不涵盖这条链。请指明更晚的，"
        "或用 svcctl audit seal -o 文件 现做一份。",
        "{event} was recorded after the heads that you named, or they are of other chains. Name a "
        "later one, or make one: svcctl audit seal -o FILE.",
    ),
    "refusal.prove.no-sm3": (
        "{path} 里没有按 SM3 算的末位校验值。请用 svcctl audit seal --hash sm3 -o 文件 做一份，"
        "用 --seal 指明。",
        "there are no heads by SM3 in {path}. Make some: svcctl audit seal --hash sm3 -o FILE, "
        "and name it with --seal.",
    ),
    "refusal.prove.which-sm3": (
        "--hash sm3 要接到按 SM3 做的封存文件。请用 svcctl audit seal --hash sm3 -o 文件 做一份，"
        "用 --seal 指明。",
        "--hash sm3 leads to a seal with heads by SM3. Make one: "
        "svcctl audit seal --hash sm3 -o FILE, and name it with --seal.",
    ),
    "refusal.prove.seal-broken": (
        "{path} 中的封存 {event} 与现有的登记不符，不给证明。请运行 svcctl audit verify 查明。",
        "the seal {event} in {path} does not fit the facts that stand now, so nothing is proven. "
        "See svcctl audit verify.",
    ),
    "refusal.prove.other-book": (
        "库里的 {head} 不是您指明的那个：留存之后改过，或不是同一个库。"
        "请用 svcctl audit verify --seal 文件 或 --head 校验值 查明。",
        "{head} in the store is not the one that you named: it was changed since, or this is "
        "another store. See svcctl audit verify with --seal FILE or --head HEAD.",
    ),
}
