"""The catalogues: a module a subject, its sentences in Chinese and English side by side, as WORDS.

The first part of a key is its family, which says in what module it stands (SUBJECTS in
svcctl.i18n); `key@supplier` is what that role reads instead. A number in an English sentence comes
with both forms of what it counts: `{count:fact|facts}`.
"""
