@echo off
rem Double-click: sets up feedbackparse for this user from the wheels beside this file, without network.
rem ASCII only, so that it reads the same on every code page; Python speaks Chinese.
setlocal DisableDelayedExpansion
chcp 65001 >nul
set "PYTHONUTF8=1"
set "PYTHON="
for %%v in (3.11 3.12 3.13 3.14) do (
  if exist "%~dp0wheels\for-python-%%v" py -%%v -c "" >nul 2>nul && set "PYTHON=py -%%v"
)
if not defined PYTHON python -c "" >nul 2>nul && set "PYTHON=python"
if not defined PYTHON (
  for %%f in ("%~dp0*.txt") do start "" notepad.exe "%%~f"
  exit /b 1
)
%PYTHON% "%~dp0install.py"
pause
