"""Owns the digest that names officers and events: digest.cpp, made into the library HR_BENCH_DIGEST."""
import ctypes
import os

_library = ctypes.CDLL(os.environ['HR_BENCH_DIGEST'])
_digest = _library.hr_bench_digest
_digest.argtypes = (ctypes.c_char_p, ctypes.c_size_t, ctypes.c_char_p)
_digest.restype = None
_hex = ctypes.create_string_buffer(33)


def digest(fields):
    """32 hex digits of a list of bytes."""
    packed = b''.join([part for field in fields for part in (len(field).to_bytes(8, 'little'), field)])
    _digest(packed, len(packed), _hex)
    return _hex.value.decode('ascii')
