"""Which thread sends a signal; where that is not the window's, whoever listens in the usual way doesn't notice."""

import threading

from PySide6.QtCore import QMetaMethod, QObject, Qt


def senders(thing: QObject) -> list[int]:
    """The thread of each signal that is sent from now on, also of those that the object keeps to itself."""
    sent: list[int] = []
    meta = thing.metaObject()
    for at in range(QObject.staticMetaObject.methodCount(), meta.methodCount()):
        method = meta.method(at)
        if method.methodType() is QMetaMethod.MethodType.Signal:
            signal = getattr(thing, method.name().toStdString())
            signal.connect(lambda *_: sent.append(threading.get_ident()), Qt.ConnectionType.DirectConnection)
    return sent
