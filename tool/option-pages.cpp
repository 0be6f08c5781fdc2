//===- option-pages.cpp - Manual page and completions ---------------------===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// They are made from the options themselves when the package is built, so that
// no copy can be out of date.
//
//===----------------------------------------------------------------------===//

#include "core/refusal.h"
#include "option-table.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSwitch.h"
#include "llvm/Support/raw_ostream.h"

using llvm::ArrayRef;
using llvm::Expected;
using llvm::raw_ostream;
using llvm::StringRef;

namespace asyncmend {
namespace {

using Table = ArrayRef<OptionEntry>;

/// `Text` with a backslash before each of `Special`.
std::string escaped(StringRef Text, StringRef Special) {
  std::string Out;
  for (char C : Text) {
    if (Special.contains(C))
      Out += '\\';
    Out += C;
  }
  return Out;
}

/// For troff: a minus that can be copied, and no line that is a request.
std::string roff(StringRef Text) {
  std::string Out = Text.starts_with(".") || Text.starts_with("'") ? "\\&" : "";
  for (char C : Text)
    Out += C == '\\' ? "\\e" : C == '-' ? "\\-" : std::string(1, C);
  return Out;
}

/// In single quotes, for sh and its kin.
std::string quoted(StringRef Text) {
  std::string Out = "'";
  for (char C : Text)
    Out += C == '\'' ? "'\\''" : std::string(1, C);
  return Out + "'";
}

void writeMan(raw_ostream &OS, Table Options) {
  OS << ".TH ASYNCMEND 1 \"\" \"asyncmend " ASYNCMEND_VERSION
        "\" \"User Commands\"\n"
        ".SH NAME\n"
        "asyncmend \\- find and mend pitfalls in asynchronous C++ code\n"
        ".SH SYNOPSIS\n"
        ".B asyncmend\n"
        "[\\fIoption\\fR ...] [\\fIfile\\fR|\\fIpath regex\\fR ...] "
        "[\\fB\\-\\-\\fR \\fIcompiler flag\\fR ...]\n"
        ".SH DESCRIPTION\n"
        "asyncmend reads a project through its\n"
        ".I compile_commands.json\n"
        "and reports asynchronous-programming pitfalls in C++ coroutines, "
        "each\n"
        "with a fix or with the reason why there is none. Nothing is changed\n"
        "without being asked for. Options of one letter take their value as a\n"
        "word of its own, all others behind an equals sign.\n"
        ".SH OPTIONS\n";
  for (const OptionEntry &O : Options) {
    OS << ".TP\n\\fB" << roff(O.spelled()) << "\\fR";
    if (!O.Value.empty())
      OS << (O.Form == OptionEntry::Apart ? " " : "=") << "\\fI"
         << roff(O.Value) << "\\fR";
    OS << "\n" << roff(O.Help) << ".\n";
    if (!O.Words.empty() && O.Words.size() < 16)
      OS << "One of " << roff(llvm::join(O.Words, ", ")) << ".\n";
  }
  OS << ".SH EXIT STATUS\n"
        ".TP\n.B 0\nNo finding is left.\n"
        ".TP\n.B 1\nFindings are left.\n"
        ".TP\n.B 2\nSomething could not be read, analysed or written.\n"
        ".SH FILES\n"
        ".TP\n.I .asyncmend\n"
        "What a project wants, as a YAML mapping; the nearest one above each\n"
        "source counts.\n"
        ".SH SEE ALSO\n"
        ".BR clang\\-tidy (1),\n"
        ".BR clang\\-apply\\-replacements (1)\n";
}

void writeBash(raw_ostream &OS, Table Options) {
  OS << "# bash completion for asyncmend\n"
        "_asyncmend() {\n"
        "  local cur=${COMP_WORDS[COMP_CWORD]} option= words=\n"
        "  # The shell takes --format=json apart at the equals sign.\n"
        "  if [[ $cur == \"=\" ]]; then\n"
        "    option=${COMP_WORDS[COMP_CWORD - 1]} cur=\n"
        "  elif ((COMP_CWORD > 1)) && [[ ${COMP_WORDS[COMP_CWORD - 1]} == "
        "\"=\" "
        "]]; then\n"
        "    option=${COMP_WORDS[COMP_CWORD - 2]}\n"
        "  fi\n"
        "  case $option in\n";
  for (const OptionEntry &O : Options)
    if (!O.Words.empty())
      OS << "  " << O.spelled()
         << ") words=" << quoted(llvm::join(O.Words, " ")) << " ;;\n";
  OS << "  '') [[ $cur == -* ]] && words='";
  for (const OptionEntry &O : Options)
    OS << O.spelled() << (O.Form == OptionEntry::Joined ? "= " : " ");
  OS << "' ;;\n"
        "  esac\n"
        "  # Without words of ours, -o default completes file names.\n"
        "  COMPREPLY=($(compgen -W \"$words\" -- \"$cur\"))\n"
        "  if [[ ${COMPREPLY[0]-} == *= ]]; then compopt -o nospace; fi\n"
        "}\n"
        "complete -o default -F _asyncmend asyncmend\n";
}

void writeZsh(raw_ostream &OS, Table Options) {
  OS << "#compdef asyncmend\n_arguments -S \\\n";
  for (const OptionEntry &O : Options) {
    std::string Spec = O.spelled() +
                       (O.Form == OptionEntry::Joined ? "=" : "") + "[" +
                       escaped(O.Help, "\\[]") + "]";
    if (!O.Value.empty())
      Spec += ":" + escaped(O.Value, "\\:") + ":" +
              (O.Words.empty() ? std::string("_files")
                               : "(" + llvm::join(O.Words, " ") + ")");
    // Repeating does no harm, and some options are meant to be repeated.
    OS << "  " << quoted("*" + Spec) << " \\\n";
  }
  OS << "  '*:file or path regex:_files'\n";
}

void writeFish(raw_ostream &OS, Table Options) {
  for (const OptionEntry &O : Options) {
    OS << "complete -c asyncmend "
       << (O.Form == OptionEntry::Apart ? "-s " : "-l ") << O.Name << " -d '"
       << escaped(O.Help, "\\'") << "'";
    if (!O.Words.empty())
      OS << " -x -a '" << llvm::join(O.Words, " ") << "'";
    else if (!O.Value.empty())
      OS << " -r";
    OS << "\n";
  }
}

} // namespace

Expected<std::string> optionPage(StringRef Kind, Table Options) {
  auto *Write = llvm::StringSwitch<void (*)(raw_ostream &, Table)>(Kind)
                    .Case("man", writeMan)
                    .Case("bash", writeBash)
                    .Case("zsh", writeZsh)
                    .Case("fish", writeFish)
                    .Default(nullptr);
  if (!Write)
    return no("--generate takes man, bash, zsh or fish, not '" + Kind + "'");
  std::string Text;
  llvm::raw_string_ostream OS(Text);
  Write(OS, Options);
  return Text;
}

} // namespace asyncmend
