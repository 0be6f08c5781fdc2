//===- json-syntax.h - Where JSON text is wrong -----------------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCMEND_CORE_JSON_SYNTAX_H
#define ASYNCMEND_CORE_JSON_SYNTAX_H

#include "llvm/ADT/StringRef.h"
#include <nlohmann/json.hpp>
#include <string>

namespace asyncmend {

/// Keeps the place of the first syntax error, which the tree-building parser
/// hides when exceptions are off. For nlohmann::json::sax_parse.
class JsonSyntax : public nlohmann::json_sax<nlohmann::json> {
public:
  size_t Offset = 0; ///< Of the error, in bytes.
  std::string What;  ///< In nlohmann's words.

  bool null() override { return true; }
  bool boolean(bool) override { return true; }
  bool number_integer(number_integer_t) override { return true; }
  bool number_unsigned(number_unsigned_t) override { return true; }
  bool number_float(number_float_t, const string_t &) override { return true; }
  bool string(string_t &) override { return true; }
  bool binary(binary_t &) override { return true; }
  bool start_object(size_t) override { return true; }
  bool key(string_t &) override { return true; }
  bool end_object() override { return true; }
  bool start_array(size_t) override { return true; }
  bool end_array() override { return true; }
  bool parse_error(size_t Position, const std::string &,
                   const nlohmann::detail::exception &Ex) override {
    Offset = Position ? Position - 1 : 0;
    // "[json.exception.parse_error.101] parse error at line 1, column 2: ..."
    What = llvm::StringRef(Ex.what()).split(": ").second.str();
    return false;
  }
};

} // namespace asyncmend

#endif // ASYNCMEND_CORE_JSON_SYNTAX_H
