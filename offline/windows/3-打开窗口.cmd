@echo off
rem Double-click: opens the window in the browser. It ends when this console is closed.
setlocal DisableDelayedExpansion
chcp 65001 >nul
set "PROGRAM=%LOCALAPPDATA%\feedbackparse\Scripts\python.exe"
if not exist "%PROGRAM%" (
  for %%f in ("%~dp0*.txt") do start "" notepad.exe "%%~f"
  exit /b 1
)
"%PROGRAM%" -X utf8 -m feedbackparse serve
if errorlevel 1 pause
