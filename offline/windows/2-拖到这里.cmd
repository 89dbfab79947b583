@echo off
rem Drop Word files or a folder here: they become a ledger beside them.
rem Explorer quotes no path without a space, so that "a&b.docx" would be two commands: the program takes
rem the names from the command line itself, and "exit" keeps cmd from running what stands behind the "&".
setlocal DisableDelayedExpansion
chcp 65001 >nul
set "PROGRAM=%LOCALAPPDATA%\feedbackparse\Scripts\python.exe"
if not exist "%PROGRAM%" (
  for %%f in ("%~dp0*.txt") do start "" notepad.exe "%%~f"
  exit 1
)
setlocal EnableDelayedExpansion
set "FEEDBACKPARSE_DROPPED=!cmdcmdline!"
"!PROGRAM!" -X utf8 -m feedbackparse drop
pause
exit
