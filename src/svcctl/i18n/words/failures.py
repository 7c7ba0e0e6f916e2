"""A fault of the program, an answer that could not be written, and what was recorded before it."""

WORDS = {
    "failed.recorded": ("svcctl：已保存 {what}。\n", "svcctl: recorded {what}.\n"),
    "failed.several": ("{first} 至 {last}（共 {count} 条）", "{first} to {last} ({count} in all)"),
    "failed.unwritten": (
        "svcctl：答复没能写出：{why}\n",
        "svcctl: the answer could not be written: {why}\n",
    ),
    "failed.stumbled": (
        "svcctl：程序出错，登记簿没有受损。\n可发给开发者的报告（不含登记的内容）：{path}\n",
        "svcctl has stumbled; your store is unharmed.\n"
        "A report that can be sent (without anything recorded): {path}\n",
    ),
    "failed.stumbled-unsaved": (
        "svcctl：程序出错，登记簿没有受损。报告写不到 {path}：{error}。\n",
        "svcctl has stumbled; your store is unharmed. "
        "No report could be written to {path}: {error}.\n",
    ),
}
