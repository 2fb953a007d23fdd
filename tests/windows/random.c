/* The one function of bcryptprimitives.dll that Rust's standard library asks for; the Wine of some distributions has no such file. For tests only. */
#include <windows.h>
#include <ntsecapi.h>

__declspec(dllexport) BOOL WINAPI ProcessPrng(PBYTE data, SIZE_T length)
{
    return RtlGenRandom(data, (ULONG)length);
}
