"""Words by which systems say that an order did not come about, or was given back.

Source: the order states of Shopify (financial_status, cancelled_at), WooCommerce, Magento, Amazon, Taobao, JD and
Youzan as their interfaces name them, and the words of ERP exports; gathered for custdq, 2025-06. In small letters.
"""

from __future__ import annotations

#: The order did not come about.
CANCELLED = frozenset(
    """cancelled canceled cancel voided void failed aborted rejected declined deleted trash expired closed_unpaid
    取消 已取消 订单取消 交易取消 作废 已作废 已关闭 交易关闭 已失效 失败 已拒绝 已删除 キャンセル 취소""".split()
)
#: It was paid, and the money went back.
REFUNDED = frozenset(
    """refunded refund returned return chargeback charged_back reversed
    退款 已退款 全额退款 退款成功 退货 已退货 退货退款 返金 返品 환불 반품""".split()
)
