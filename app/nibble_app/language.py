"""The language of the window: the chosen one, or the system's, from the compiled translations."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from nibble_engine.resources import resource


def chosen_locale(setting: str) -> QLocale:
    """The locale for "system", "en" or "zh_CN"."""
    if setting == "system":
        return QLocale.system()
    return QLocale(setting)


def install(app: QCoreApplication, setting: str) -> None:
    """Translates the window and Qt's own texts, in place of an earlier choice; English needs no
    file."""
    for earlier in app.findChildren(QTranslator):
        app.removeTranslator(earlier)
        earlier.setParent(None)
    locale = chosen_locale(setting)
    QLocale.setDefault(locale)
    if locale.language() is not QLocale.Language.Chinese:
        return
    ours, qts = QTranslator(app), QTranslator(app)
    if ours.load(str(resource("translations", "nibble_zh_CN.qm"))):
        app.installTranslator(ours)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if qts.load("qtbase_zh_CN", folder):
        app.installTranslator(qts)
